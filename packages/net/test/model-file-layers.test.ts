import { input, sum, toJSON } from '@nn/formula';
import { expect, test } from 'vitest';
import {
  avgPool2d,
  batchNorm,
  conv2d,
  dense,
  dropout,
  embedding,
  type Layer,
  l2,
  layerNorm,
  load,
  ModelFileError,
  maxNorm,
  network,
  parallel,
  prelu,
  relu,
  reshape,
  residual,
  save,
} from '../src/index.js';
import { load as loadPredictor } from '../src/predict.js';
import { edited } from './edited.js';

/** What a model file says of a layer, to be damaged. */
// biome-ignore lint/suspicious/noExplicitAny: edits of JSON
type Entry = any;

/** The file of an image network with this layer first, in which what is said of that layer, or of the whole, was changed. */
function damaged(layer: Layer, change: (entry: Entry, description: Entry) => void): Uint8Array {
  const bytes = save(network({ inputs: [4, 4, 2], layers: [layer, dense(1)] } as never));
  return edited(bytes, (description) => change(description.layers[0], description));
}
const set = (config: object) => (entry: Entry) => Object.assign(entry.config, config);
const inner = (config: object) => (entry: Entry) => Object.assign(entry.paths[0][0].config, config);
const kernel = () => conv2d(2, 3, relu, { penalty: l2(0.1), constraint: maxNorm(1) });

test.each<[string, Layer, (entry: Entry, description: Entry) => void, string]>([
  ['a kernel of no size', kernel(), set({ size: [0, 3] }), 'conv2d: size: expected a whole number from 1'],
  ['a kernel of a word', kernel(), set({ size: 'large' }), 'conv2d: size: expected a whole number from 1'],
  ['a stride of three', kernel(), set({ stride: [1, 1, 1] }), 'conv2d: stride: expected a whole number from 1'],
  ['a padding below 0', kernel(), set({ padding: [-1, 0] }), 'conv2d: padding: expected a whole number from 0'],
  ['half a filter', kernel(), set({ filters: 1.5 }), 'conv2d: filters: expected a whole number from 1, got 1.5'],
  ['more filters', kernel(), set({ filters: 3 }), "tensor 'layers.0.weight' is 18 x 2; its layer needs 18 x 3"],
  ['a kernel that does not fit', kernel(), set({ size: [9, 1] }), 'a window of 9 rows does not fit into an image of 4'],
  ['a bias that is no truth', kernel(), set({ bias: 1 }), 'conv2d: bias: expected true or false, got 1'],
  ['a penalty that is none', kernel(), set({ penalty: { op: 'nonsense' } }), 'damaged'],
  ['a penalty of what there is not', kernel(), set({ penalty: toJSON(sum(input('v'))) }), 'v'],
  [
    'a penalty that is no number',
    kernel(),
    set({ penalty: toJSON(input('w')) }),
    'penalty of weight: expected 1 x 1 to come out, got 18 x 2',
  ],
  [
    'a constraint of another size',
    kernel(),
    set({ constraint: toJSON(sum(input('w'))) }),
    'constraint of weight: expected 18 x 2 to come out, got 1 x 1',
  ],
  ['windows of nothing', avgPool2d(2), set({ size: null }), 'avgPool2d: size'],
  ['a momentum that is a word', batchNorm(), set({ momentum: '0.5' }), 'batchNorm: momentum'],
  ['an epsilon of 0', layerNorm(), set({ epsilon: 0 }), 'layerNorm: epsilon: expected a finite number above 0, got 0'],
  ['a rate that is a word', dropout(0.1), set({ rate: '0.5' }), 'dropout: rate'],
  ['slopes of another kind', prelu(), set({ slopes: 'many' }), "prelu: slopes: expected 'one' or 'channels'"],
  ['another shape', reshape([2, 16]), set({ shape: [3, 3] }), 'reshape: 4 x 4 x 2 are 32 numbers, 3 x 3 are 9'],
  ['no features', embedding(3, 2), set({ features: 0 }), 'embedding: features: expected a whole number from 1, got 0'],
  [
    'a size that is none',
    kernel(),
    (_, description) => Object.assign(description, { inputs: [4, 4] }),
    'expected images',
  ],
  [
    'no paths',
    residual([dropout(0.1)]),
    (entry) => void delete entry.paths,
    'residual: layers: expected a list of layers',
  ],
  [
    'paths of nothing',
    parallel([[]]),
    (entry) => Object.assign(entry, { paths: [7] }),
    'layer 0: its paths are no lists',
  ],
  [
    'an unknown layer inside',
    residual([dropout(0.1)]),
    (entry) => Object.assign(entry.paths[0][0], { kind: 'x' }),
    "layer 0.0.0 is a 'x'; known: activate",
  ],
  ['a damaged layer inside', residual([dropout(0.1)]), inner({ rate: 2 }), 'dropout: rate'],
  [
    'a layer inside that changes the shape',
    residual([conv2d(2, 1)]),
    inner({ filters: 3 }),
    'residual: 4 x 4 x 2 comes in and 4 x 4 x 3 comes out',
  ],
])('a model file with %s is refused, and says so', (_, layer, change, message) => {
  for (const read of [load, loadPredictor]) {
    expect(() => read(damaged(layer, change))).toThrow(ModelFileError);
    expect(() => read(damaged(layer, change))).toThrow(message);
  }
});

test('what a config has too much of changes nothing', () => {
  const extra = set({ rows: 1e9, cols: 1e9, name: 'other' });
  expect(load(damaged(kernel(), extra)).model.layers[0]!.config).toEqual(kernel().config);
});
