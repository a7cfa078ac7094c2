import { type Expr, substitute } from '@nn/formula';
import type { Regularization } from '../layers/layer.js';

/** What a parameter adds to the loss: one term, or none. */
export const penaltyOf = ({ penalty }: Regularization, w: Expr): Expr[] =>
  penalty ? [substitute(penalty.expression, { w })] : [];

/** What a parameter becomes after an update: one expression, or none where it stays as it is. */
export const constrained = ({ constraint }: Regularization, w: Expr): Expr[] =>
  constraint ? [substitute(constraint.expression, { w })] : [];
