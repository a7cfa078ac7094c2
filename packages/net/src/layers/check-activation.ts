import type { Activation } from '../activations/activation.js';

/** Throws TypeError where what should be an activation is none. */
export function checkActivation(layer: string, activation: Activation): void {
  if (activation?.formula?.expression) return;
  const got = typeof activation === 'function' ? 'a function: call it, ()' : JSON.stringify(activation);
  throw new TypeError(`${layer}: activation: expected one of @nn/net such as relu, got ${got}`);
}
