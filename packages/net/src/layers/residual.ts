import { add } from '@nn/formula';
import type { Activation } from '../activations/activation.js';
import { checkActivation } from './check-activation.js';
import type { ResidualFlow } from './flow.js';
import type { Layer } from './layer.js';
import { alongPath, checkPath, pathsHave } from './paths.js';
import { sameShape, showShape } from './shape.js';
import { outputsOf } from './walk.js';

/**
 * A residual block, y = f(x + F(x)): what comes in goes on beside the layers F. They stand one behind the other and give what they are given; beside
 * them, errors reach the layers before undiminished. He, Zhang, Ren and Sun: Deep Residual Learning (2016), eq. 1. Throws RangeError where what comes
 * out of F has another shape.
 */
export function residual<const Layers extends readonly Layer[]>(
  layers: Layers,
  activation?: Activation,
): Layer<ResidualFlow<Layers>> {
  checkPath('residual: layers', layers);
  if (activation !== undefined) checkActivation('residual', activation);
  return {
    kind: 'residual',
    ...(activation && { activation }),
    config: {},
    outputs: (inputs) => {
      const outputs = outputsOf(inputs, layers);
      if (sameShape(inputs, outputs)) return inputs;
      throw new RangeError(
        `residual: ${showShape(inputs)} comes in and ${showShape(outputs)} comes out of its layers, and only what has one shape can be added; give the last of them as many units (channels) as come in`,
      );
    },
    ...pathsHave([layers]),
    forward: (x, parameters, context) => add(x, alongPath(layers, 0, x, parameters, context)),
  };
}
