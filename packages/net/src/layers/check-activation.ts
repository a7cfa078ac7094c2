import { checkMade } from '@nn/formula';
import type { Activation } from '../activations/activation.js';

/** Throws TypeError where what should be an activation is none. */
export const checkActivation = (layer: string, activation: Activation): void =>
  checkMade(`${layer}: activation`, activation, 'one of @nn/net such as relu', activation?.formula?.expression);
