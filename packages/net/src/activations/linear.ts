import { activation } from './activation.js';

/** f(x) = x: no activation. */
export const linear = activation('linear', (x) => x);
