import { tanh as tanhOf } from '@nn/formula';
import { activation } from './activation.js';

/** The hyperbolic tangent, in (-1, 1); its slope is 1 - y². */
export const tanh = activation('tanh', tanhOf);
