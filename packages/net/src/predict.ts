import { checkGiven, evaluate, f32, f64, simplify } from '@nn/formula';
import { fromData, type Matrix } from '@nn/matrix';
import { forward } from './forward.js';
import { columnsOf } from './layers/shape.js';
import { outputsOf } from './layers/walk.js';
import type { LayerReaders } from './model-file/layers.js';
import { readModel } from './model-file/read.js';
import { checkColumns, type Rows, toMatrix } from './samples.js';

export type { LayerReader, LayerReaders, SavedLayer } from './model-file/layers.js';
export { ModelFileError } from './model-file/safetensors.js';
export type { Rows } from './samples.js';

/** A model of which nothing is wanted but its predictions. */
export interface Predictor {
  /** Columns of x and of what is predicted. */
  readonly inputs: number;
  readonly outputs: number;
  /** As it was saved: `pipelineFromJSON` of @nn/data makes a pipeline of it. */
  readonly pipeline: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The outputs for each row of x (any number of rows x inputs): rows x outputs. Throws RangeError where x has another number of columns. */
  predict(x: Rows): Matrix;
}

/**
 * The predictions of a model file, from the bytes that `save` made, without the compiler and its backends. A page that does nothing else loads less than
 * half of what `load` of `@nn/net` brings. The outputs are those of `load(file).model.predict`, to the bit (of a backend that promises them); 784-128-10
 * takes about half a millisecond a row, a hundred times as long as compiled. Throws what `load` throws.
 */
export function load(file: Uint8Array | ArrayBuffer, options: { layers?: LayerReaders } = {}): Predictor {
  const { layers: readers } = checkGiven('load', options, '{ layers: { swish } }');
  const { inputs: inputShape, layers, tensors, dtype, pipeline, metadata } = readModel('load', file, readers);
  const inputs = columnsOf(inputShape);
  const { output } = forward(inputShape, layers, { training: false }).at(-1)!;
  const given = Object.fromEntries(tensors);
  const sizes = Object.entries(given).map(([name, { rows, cols }]) => [name, [rows, cols]] as const);
  // As the compiler takes it, so that the same operations are done.
  const value = simplify(output, { ...Object.fromEntries(sizes), x: ['batch', inputs] });
  const lanes = dtype === 'f64' ? f64 : f32;
  return {
    inputs,
    outputs: columnsOf(outputsOf(inputShape, layers)),
    pipeline,
    metadata,
    predict: (rows) => {
      const x = toMatrix(rows, 'predict: x', inputs);
      checkColumns('predict: x', x, inputs, 'this network takes');
      const { rows: count, cols, data } = evaluate(value, { ...given, x }, { lanes });
      return fromData(count, cols, dtype === 'f64' ? Float64Array.from(data) : Float32Array.from(data));
    },
  };
}
