import { type Formula, fromExpression, fromJSON } from '@nn/formula';
import type { Activation } from '../activations/activation.js';
import { activate } from '../layers/activate.js';
import { avgPool2d } from '../layers/avg-pool2d.js';
import { batchNorm } from '../layers/batch-norm.js';
import { conv2d } from '../layers/conv2d.js';
import { dense } from '../layers/dense.js';
import { dropout } from '../layers/dropout.js';
import { embedding } from '../layers/embedding.js';
import { flatten } from '../layers/flatten.js';
import { globalAveragePool } from '../layers/global-average-pool.js';
import type { Layer, Regularization } from '../layers/layer.js';
import { layerNorm } from '../layers/layer-norm.js';
import { maxPool2d } from '../layers/max-pool2d.js';
import { parallel } from '../layers/parallel.js';
import { prelu } from '../layers/prelu.js';
import { reshape } from '../layers/reshape.js';
import { residual } from '../layers/residual.js';
import type { SampleShape } from '../layers/shape.js';
import type { WindowSetting } from '../layers/windows.js';
import { isRecord } from './record.js';
import { ModelFileError } from './safetensors.js';

/** What `save` wrote of a layer beside its kind. */
export interface SavedLayer {
  readonly activation: Activation | undefined;
  /** The layers that it is made of, read already. */
  readonly paths: readonly (readonly Layer[])[];
}

/** Makes a layer again from what `save` wrote of it. Throws where the config is not its own. */
export type LayerReader = (config: Readonly<Record<string, unknown>>, saved: SavedLayer) => Layer;
/** Readers of layers by their kind. */
export type LayerReaders = Readonly<Record<string, LayerReader>>;

const number = (value: unknown): number => value as number; // Layers check their own settings.
const window = ({ size, stride, padding, dilation }: Readonly<Record<string, unknown>>): WindowSetting =>
  ({ size, stride, padding, dilation }) as WindowSetting;
const truth = (value: unknown, what: string): boolean => {
  if (typeof value !== 'boolean')
    throw new ModelFileError(`${what}: expected true or false, got ${JSON.stringify(value)}`);
  return value;
};
const formulaOf = (value: unknown): Formula<'w'> => fromExpression(fromJSON(value), ['w']);
const regularization = ({ penalty, constraint }: Readonly<Record<string, unknown>>): Regularization => ({
  ...(penalty !== undefined && { penalty: formulaOf(penalty) }),
  ...(constraint !== undefined && { constraint: formulaOf(constraint) }),
});

/** The layers of this package. */
export const builtIn: LayerReaders = {
  activate: (_, { activation }) => activate(activation!),
  avgPool2d: (config) => avgPool2d(window(config).size, window(config)),
  batchNorm: (config) => batchNorm(config),
  conv2d: (config, { activation }) =>
    conv2d(number(config.filters), window(config).size, activation, {
      ...window(config),
      bias: truth(config.bias, 'conv2d: bias'),
      ...regularization(config),
    }),
  dense: (config, { activation }) =>
    dense(number(config.units), activation, { bias: truth(config.bias, 'dense: bias'), ...regularization(config) }),
  dropout: (config) => dropout(number(config.rate)),
  embedding: (config) => embedding(number(config.count), number(config.features), regularization(config)),
  flatten,
  globalAveragePool,
  layerNorm: (config) => layerNorm(config),
  maxPool2d: (config) => maxPool2d(window(config).size, window(config)),
  parallel: (_, { activation, paths }) => parallel(paths, activation),
  prelu: (config) => prelu(config),
  reshape: (config) => reshape(config.shape as SampleShape),
  residual: (_, { activation, paths }) => residual(paths[0]!, activation),
};

/** A layer from what stands in a model file. `place` says where, for errors. */
export function readLayer(entry: unknown, place: string, readers: LayerReaders): Layer {
  if (!isRecord(entry) || typeof entry.kind !== 'string' || !isRecord(entry.config)) {
    throw new ModelFileError(`${place} is not described by a kind and a config`);
  }
  const { kind, config, activation, paths = [] } = entry;
  const reader = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (!reader) {
    throw new ModelFileError(
      `${place} is a '${kind}'; known: ${Object.keys(readers).join(', ')}. Hand its reader to load: { layers: { '${kind}': … } }`,
    );
  }
  if (!Array.isArray(paths) || !paths.every(Array.isArray))
    throw new ModelFileError(`${place}: its paths are no lists of layers`);
  return reader(config, {
    activation: readActivation(activation, place),
    paths: paths.map((path, p) =>
      path.map((inner: unknown, i: number) => readLayer(inner, `${place}.${p}.${i}`, readers)),
    ),
  });
}

function readActivation(saved: unknown, place: string): Activation | undefined {
  if (saved === undefined) return undefined;
  if (!isRecord(saved) || typeof saved.name !== 'string')
    throw new ModelFileError(`${place}: its activation has no name`);
  return { name: saved.name, formula: fromExpression(fromJSON(saved.formula), ['x']) };
}
