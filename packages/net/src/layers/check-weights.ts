import { checkMade, checkTruth } from '@nn/formula';
import type { WeightOptions } from './dense.js';

/** Throws TypeError where an option of a layer's weights is of another kind. */
export function checkWeights(layer: string, { init, bias = true, penalty, constraint }: WeightOptions): void {
  checkMade(`${layer}: init`, init, 'an initializer such as he() of @nn/net/init', typeof init === 'function');
  checkTruth(`${layer}: bias`, bias);
  if (penalty !== undefined) checkMade(`${layer}: penalty`, penalty, 'a formula such as l2(1e-4)', penalty?.expression);
  if (constraint !== undefined) {
    checkMade(`${layer}: constraint`, constraint, 'a formula such as maxNorm(3)', constraint?.expression);
  }
}
