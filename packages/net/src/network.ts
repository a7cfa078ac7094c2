import { checkGiven, checkList, checkMade, checkSeed } from '@nn/formula';
import { type Backend, defaultBackend, type Matrix } from '@nn/matrix';
import { checkLayers } from './check-layers.js';
import type { Columns, Fitting, Literal, OutputsOf } from './layers/flow.js';
import type { Layer } from './layers/layer.js';
import { checkShape, columnsOf, type SampleShape } from './layers/shape.js';
import { outputsOf } from './layers/walk.js';
import { createParameters, type Parameter, type Parameters } from './parameters.js';
import { predictor } from './predictor.js';
import { checkColumns, toMatrix } from './samples.js';

/** A feed-forward network. What can be done with it beside `predict` are functions: `fit`, `evaluate`, `save`, … */
// biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
export interface Network<In = any, Out = any> {
  /** Columns of x and of what is predicted: how many numbers a sample and its prediction have. */
  readonly inputs: number;
  readonly outputs: number;
  /** What one sample is: [28, 28, 1] for an image, a number for plain ones. */
  readonly inputShape: SampleShape;
  readonly layers: readonly Layer[];
  readonly seed: number;
  readonly backend: Backend;
  readonly parameters: readonly Parameter[];
  /** What training moves without a gradient, such as the running mean of `batchNorm`. */
  readonly buffers: readonly Parameter[];
  /**
   * The outputs for each row of x (any number of rows x inputs): a copy, rows x outputs, right also while the network is being trained.
   * Throws RangeError where x has another number of columns.
   */
  // biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
  predict<Samples = any>(x: Matrix<Samples, In> | readonly (readonly number[])[]): Matrix<Samples, Out>;
  /** The memory behind `parameters`, for what trains and saves. */
  readonly memory: Parameters;
  /** Only a type: the columns of x and of what is predicted, as far as they are known to the compiler. */
  readonly sizes?: readonly [In, Out] | undefined;
}

/** What a network is made of. */
export interface NetworkOptions<
  Shape extends SampleShape = SampleShape,
  Layers extends readonly Layer[] = readonly Layer[],
> {
  /** How many numbers a sample has, or its shape: [height, width, channels] of an image, the last size running fastest in a row of x. */
  readonly inputs: Shape;
  readonly layers: Layers;
  /** Decides the first weights (and nothing else); 0 by default, and 0 is a seed like any other. */
  readonly seed?: number;
  /** What computes: the default backend (WebAssembly, single precision) unless given. */
  readonly backend?: Backend;
}

/**
 * Makes a network: `network({ inputs: 2, layers: [dense(8, tanh), dense(1, sigmoid)] })`.
 * Throws RangeError where a size is not a whole number from 1 or a layer cannot take what comes to it, TypeError where something is of another kind and ShapeError where an activation changes
 * the size of what it is given.
 */
export function network<const Shape extends SampleShape, const Layers extends readonly Layer[]>(
  options: NetworkOptions<Shape, Layers & Fitting<Literal<Shape>, Layers>>,
): Network<Columns<Shape>, Columns<OutputsOf<Literal<Shape>, Layers>>> {
  checkGiven('network', options, '{ inputs: 2, layers: [dense(1)] }');
  const { inputs: inputShape, layers, seed = 0, backend = defaultBackend() } = options;
  checkShape('network: inputs', inputShape);
  checkList('network: layers', layers, 'a list of layers such as [dense(8, relu)]');
  if (layers.length === 0) throw new RangeError('network: layers: expected at least one layer, got none');
  checkSeed('network: seed', seed);
  checkMade('network: backend', backend, 'a backend such as wasm()', typeof backend?.region === 'function');
  checkLayers(inputShape, layers);
  const memory = createParameters(inputShape, layers, backend, seed);
  const [inputs, outputs] = [columnsOf(inputShape), columnsOf(outputsOf(inputShape, layers))];
  const { list: parameters, buffers } = memory;
  const shape = { inputs, outputs, inputShape, layers, seed, backend, memory, parameters, buffers };
  let predict: ((x: Matrix) => Matrix) | undefined;
  return {
    ...shape,
    predict: (rows) => {
      const x = toMatrix(rows, 'predict: x', inputs);
      checkColumns('predict: x', x, inputs, 'this network takes');
      predict ??= predictor(shape, 'output');
      return predict(x);
    },
  };
}
