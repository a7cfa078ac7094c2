import { toJSON } from '@nn/formula';
import type { Regularization } from '../layers/layer.js';

/** Penalty and constraint as data: a formula is data, so a model file keeps those of one's own too. */
export const regularizationConfig = ({ penalty, constraint }: Regularization): Record<string, unknown> => ({
  ...(penalty && { penalty: toJSON(penalty.expression) }),
  ...(constraint && { constraint: toJSON(constraint.expression) }),
});
