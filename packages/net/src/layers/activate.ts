import type { Activation } from '../activations/activation.js';
import { checkActivation } from './check-activation.js';
import type { SameFlow } from './flow.js';
import type { Layer } from './layer.js';

/** An activation as a layer of its own, y = f(x), such as behind `batchNorm`. Throws TypeError where it is none. */
export function activate(activation: Activation): Layer<SameFlow> {
  checkActivation('activate', activation);
  return {
    kind: 'activate',
    activation,
    config: {},
    outputs: (inputs) => inputs,
    parameters: () => [],
    forward: (x) => x,
  };
}
