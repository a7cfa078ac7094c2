import { mul } from '@nn/formula';
import { activation } from './activation.js';
import { eluOf } from './elu.js';

const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

/**
 * f(x) = scale elu(x, alpha), for which outputs of mean 0 and variance 1 keep both from layer to layer.
 * Klambauer, Unterthiner, Mayr and Hochreiter: Self-Normalizing Neural Networks (2017), eq. 2 and 14.
 */
export const selu = activation('selu', (x) => mul(SCALE, eluOf(x, ALPHA)));
