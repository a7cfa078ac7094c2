import { input, mul, sub } from '@nn/formula';
import type { Optimizer } from '../training/optimizer.js';

/** Plain gradient descent, p - learningRate g, for a trace that is asked for without an optimizer; 0.01 as `sgd` of @nn/optim has it. */
export const descent: Optimizer = {
  name: 'sgd',
  learningRate: 0.01,
  slots: [],
  update: {
    parameter: /* @__PURE__ */ sub(input('parameter'), mul(input('learningRate'), input('gradient'))),
    slots: {},
  },
  init: () => ({ step: 0, running: {}, slots: {} }),
  scalars: (state, { learningRate }) => {
    state.step++;
    return { learningRate };
  },
};
