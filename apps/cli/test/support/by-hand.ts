import { matrix } from '@nn/matrix';
import { dense, network, save } from '@nn/net';

/** A model that was made by hand: y is 2 a, and 3 more where b is 'yes'; so its answers are known. */
export function byHand(): Uint8Array {
  const model = network({ inputs: 3, layers: [dense(1)] });
  const [weights, bias] = model.parameters;
  weights!.set(matrix([[2], [0], [3]]));
  bias!.set(matrix([[0]]));
  const features = [
    { kind: 'number', name: 'a', mean: 1, std: 1 },
    { kind: 'category', name: 'b', categories: ['no', 'yes'], fill: 'no' },
  ];
  return save(model, { pipeline: { features, target: { kind: 'number', name: 'y', mean: 0, std: 1 } } });
}
