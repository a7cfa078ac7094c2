import type { Activation } from '../activations/activation.js';
import { glorot } from './glorot.js';
import { he } from './he.js';
import type { Initializer } from './initializer.js';

/** How weights start, where their layer's activation is relu or anything else. */
export const usualInit = (activation: Activation): Initializer => (activation?.name === 'relu' ? he() : glorot());
