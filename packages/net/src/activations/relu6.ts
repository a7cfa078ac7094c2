import { type Expr, maximum, minimum } from '@nn/formula';
import { activation } from './activation.js';

/** x, but from 0 to 6. */
export const relu6Of = (x: Expr): Expr => minimum(maximum(x, 0), 6);

/**
 * f(x) = min(max(x, 0), 6); its slope is 1 between 0 and 6, else 0 (at both ends too, as PyTorch has it).
 * Krizhevsky: Convolutional Deep Belief Networks on CIFAR-10 (2010).
 */
export const relu6 = activation('relu6', relu6Of);
