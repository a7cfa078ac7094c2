import type { Network, SampleShape } from '@nn/net';
import { CommandError } from '../../terminal/errors.js';
import { torchActivation } from './activations.js';
import { type Arrangement, rearranged, type TorchModule, translated } from './layers.js';

/**
 * The modules of an nn.Sequential that computes what a network does, row for row. Throws CommandError that lists every layer that no such
 * module can be.
 */
export function sequential(model: Network): TorchModule[] {
  const numbers = [...model.parameters, ...model.buffers];
  const modules: TorchModule[] = [];
  const refused: string[] = [];
  let shape: SampleShape = model.inputShape;
  let arrangement: Arrangement = 'row';
  const arrange = (to: Arrangement) => {
    modules.push(...rearranged(shape, arrangement, to));
    arrangement = to;
  };
  model.layers.forEach((layer, i) => {
    const prefix = `layers.${i}.`;
    const own = numbers.filter(({ name }) => name.startsWith(prefix));
    const held = Object.fromEntries(own.map((p) => [p.name.slice(prefix.length), p.get()]));
    const outputs = layer.outputs(shape);
    const translation = translated({ layer, inputs: shape, held });
    const activation = layer.activation && torchActivation(layer.activation);
    if (typeof translation === 'string') refused.push(`layer ${i} (${translation})`);
    else {
      if (translation.takes !== 'any') arrange(translation.takes);
      modules.push(...translation.modules);
      arrangement = translation.gives ?? arrangement;
    }
    shape = outputs;
    if (layer.activation && !activation) refused.push(`layer ${i} (activation ${layer.activation.name})`);
    if (activation?.ofRows) arrange('row');
    if (activation?.code) modules.push({ code: activation.code });
  });
  if (refused.length > 0) {
    throw new CommandError(
      `the network cannot be written as an nn.Sequential: PyTorch has no module for ${refused.join(', ')}; --to onnx can write it`,
    );
  }
  arrange('row');
  return modules;
}
