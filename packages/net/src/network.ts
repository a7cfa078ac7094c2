import { type Backend, defaultBackend, type Matrix } from '@nn/matrix';
import { checkLayers } from './check-layers.js';
import type { Layer } from './layers/layer.js';
import { createParameters, type Parameter, type Parameters } from './parameters.js';
import { predictor } from './predictor.js';
import { checkColumns, type Rows, toMatrix } from './samples.js';

/** A feed-forward network. What can be done with it beside `predict` are functions: `fit`, `evaluate`, `save`, … */
export interface Network {
  /** Columns of x and of what is predicted. */
  readonly inputs: number;
  readonly outputs: number;
  readonly layers: readonly Layer[];
  readonly seed: number;
  readonly backend: Backend;
  readonly parameters: readonly Parameter[];
  /**
   * The outputs for each row of x (any number of rows x inputs): a copy, rows x outputs, right also while the network is being trained.
   * Throws RangeError where x has another number of columns.
   */
  predict(x: Rows): Matrix;
  /** The memory behind `parameters`, for what trains and saves. */
  readonly memory: Parameters;
}

/** What a network is made of. */
export interface NetworkOptions {
  /** How many numbers a sample has. */
  readonly inputs: number;
  readonly layers: readonly Layer[];
  /** Decides the first weights (and nothing else); 0 by default, and 0 is a seed like any other. */
  readonly seed?: number;
  /** What computes: the default backend (WebAssembly, single precision) unless given. */
  readonly backend?: Backend;
}

/**
 * Makes a network: `network({ inputs: 2, layers: [dense(8, tanh), dense(1, sigmoid)] })`.
 * Throws RangeError where a size is not a whole number from 1, TypeError where something is no layer and ShapeError where an activation changes
 * the size of what it is given.
 */
export function network({ inputs, layers, seed = 0, backend = defaultBackend() }: NetworkOptions): Network {
  if (!Number.isInteger(inputs) || inputs < 1) {
    throw new RangeError(`network: inputs: expected a whole number from 1, got ${inputs}`);
  }
  if (layers.length === 0) throw new RangeError('network: layers: expected at least one layer, got none');
  checkLayers(inputs, layers);
  const memory = createParameters(inputs, layers, backend, seed);
  const outputs = layers.reduce((width, layer) => layer.outputs(width), inputs);
  const shape = { inputs, outputs, layers, seed, backend, memory, parameters: memory.list };
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
