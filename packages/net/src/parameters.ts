import { type Backend, type Buffer, fromData, type Matrix, type Region, random } from '@nn/matrix';
import { parameterName } from './forward.js';
import type { Layer } from './layers/layer.js';
import { streams } from './streams.js';

/** One parameter of a network: a segment of the flat vector that holds them all. */
export interface Parameter {
  /** `layers.0.weight` */
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Where it begins in the flat vector, and how many numbers it has. */
  readonly offset: number;
  readonly length: number;
  /** A copy of its value. */
  get(): Matrix;
  /** Replaces its value. Throws RangeError where the size differs. */
  set(value: Matrix): void;
}

/** All parameters of a network, one after the other in one stretch of memory. */
export interface Parameters {
  readonly list: readonly Parameter[];
  readonly region: Region;
  readonly length: number;
  /** Where each of them stands, by name. */
  readonly buffers: Readonly<Record<string, Buffer>>;
  /** A copy of the whole vector. */
  copy(): Float32Array | Float64Array;
  restore(values: Float32Array | Float64Array): void;
}

/** Lays the parameters of layers out and gives them their first values. */
export function createParameters(inputs: number, layers: readonly Layer[], backend: Backend, seed: number): Parameters {
  let width = inputs;
  let length = 0;
  const specs = layers.flatMap((layer, i) => {
    const own = layer.parameters(width).map((spec) => {
      const segment = { ...spec, name: parameterName(i, spec.name), offset: length, length: spec.rows * spec.cols };
      length += segment.length;
      return segment;
    });
    width = layer.outputs(width);
    return own;
  });
  const region = backend.region(length);
  const list = specs.map(({ name, rows, cols, offset, length: count }): Parameter => {
    const view = () => region.view(offset, count);
    return {
      name,
      rows,
      cols,
      offset,
      length: count,
      get: () => fromData(rows, cols, view().slice()),
      set: (value) => {
        if (value.rows !== rows || value.cols !== cols) {
          throw new RangeError(`${name}: expected a ${rows} x ${cols} matrix, got ${value.rows} x ${value.cols}`);
        }
        view().set(value.data);
      },
    };
  });
  specs.forEach(({ init, rows, cols }, i) => {
    // A stream for each parameter: a layer more or less changes nothing of the others.
    list[i]!.set(init(rows, cols, random(seed, streams.parameter(i))));
  });
  return {
    list,
    region,
    length,
    buffers: Object.fromEntries(list.map(({ name, offset, rows, cols }) => [name, { region, offset, rows, cols }])),
    copy: () => region.view(0, length).slice(),
    restore: (values) => region.view(0, length).set(values),
  };
}
