import { add, div, sqrt, square } from '@nn/formula';
import { activation } from '@nn/net';

/**
 * f(x) = x / sqrt(1 + x²), in (-1, 1): an S without an exponential. Carlile, Delamarter, Kinney, Marti and Whitney: Improving Deep Learning by Inverse Square Root Linear
 * Units (2017), with alpha 1.
 */
export const isru = activation('isru', (x) => div(x, sqrt(add(1, square(x)))));
