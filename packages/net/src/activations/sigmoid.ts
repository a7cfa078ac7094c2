import { sigmoid as sigmoidOf } from '@nn/formula';
import { activation } from './activation.js';

/** f(x) = 1 / (1 + e⁻ˣ), in (0, 1); its slope is y (1 - y). */
export const sigmoid = activation('sigmoid', sigmoidOf);
