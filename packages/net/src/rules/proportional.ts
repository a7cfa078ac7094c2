import { div, formula, sum, transpose } from '@nn/formula';
import type { Rule } from './rule.js';

/**
 * The error shared by weight: input i gets w_ij / sum_i w_ij of the error of output j. What all inputs get together is the error itself. Where the weights
 * into an output sum to 0 it is 0/0, and not a number; where they nearly do, shares have no bound.
 */
export const proportional: Rule = {
  name: 'proportional',
  backward: /* @__PURE__ */ formula(['W'], (W) => transpose(div(W, sum(W, 'eachColumn')))),
  sends: 'error',
  undefinedWhere: 'the weights into an output sum to 0 (shares are 0/0) or nearly do (shares have no bound)',
};
