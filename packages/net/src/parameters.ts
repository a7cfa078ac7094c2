import { checkMade } from '@nn/formula';
import { type Backend, type Buffer, fromData, type Matrix, type Region, random } from '@nn/matrix';
import { parameterName } from './forward.js';
import type { BufferSpec, Layer, Regularization } from './layers/layer.js';
import type { SampleShape } from './layers/shape.js';
import { walk } from './layers/walk.js';
import { streams } from './streams.js';

/** One parameter of a network: a segment of the flat vector that holds them all. */
export interface Parameter extends Regularization {
  /** `layers.0.weight` */
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Where it begins in the flat vector, and how many numbers it has. */
  readonly offset: number;
  readonly length: number;
  /** A copy of its value. */
  get(): Matrix;
  /** Replaces its value. Throws RangeError where the size differs, TypeError where it is no matrix. */
  set(value: Matrix): void;
}

/** All numbers of a network, one after the other in one stretch of memory: first what it learns, then its layers' buffers. */
export interface Parameters {
  /** What is learnt. */
  readonly list: readonly Parameter[];
  /** What training moves without a gradient. */
  readonly buffers: readonly Parameter[];
  readonly region: Region;
  /** How many numbers are learnt: the first ones of the region. */
  readonly length: number;
  /** Where each parameter and buffer stands, by name. */
  readonly places: Readonly<Record<string, Buffer>>;
  /** A copy of the whole, buffers too. */
  copy(): Float32Array | Float64Array;
  restore(values: Float32Array | Float64Array): void;
}

/** Numbers of the layers by their full names, one after the other from `offset` on. */
function laidOut<Spec extends BufferSpec>(
  inputs: SampleShape,
  layers: readonly Layer[],
  offset: number,
  specsOf: (layer: Layer, inputs: SampleShape) => readonly Spec[],
) {
  let end = offset;
  const specs = walk(inputs, layers).flatMap(({ layer, inputs: own }, i) =>
    specsOf(layer, own).map((spec) => {
      const segment = { ...spec, name: parameterName(i, spec.name), offset: end, length: spec.rows * spec.cols };
      end += segment.length;
      return segment;
    }),
  );
  return { specs, end };
}

/** Lays the parameters and buffers of layers out and gives them their first values. */
export function createParameters(
  inputs: SampleShape,
  layers: readonly Layer[],
  backend: Backend,
  seed: number,
): Parameters {
  const learnt = laidOut(inputs, layers, 0, (layer, own) => layer.parameters(own));
  const held = laidOut(inputs, layers, learnt.end, (layer, own) => layer.buffers?.(own) ?? []);
  const region = backend.region(held.end);
  const parameter = ({ init: _, ...spec }: (typeof learnt.specs)[number] | (typeof held.specs)[number]): Parameter => {
    const { name, rows, cols, offset, length } = spec;
    const view = () => region.view(offset, length);
    return {
      ...spec,
      get: () => fromData(rows, cols, view().slice()),
      set: (value) => {
        checkMade(name, value, `a ${rows} x ${cols} matrix`, value?.data);
        if (value.rows !== rows || value.cols !== cols) {
          throw new RangeError(`${name}: expected a ${rows} x ${cols} matrix, got ${value.rows} x ${value.cols}`);
        }
        view().set(value.data);
      },
    };
  };
  const [list, buffers] = [learnt.specs.map(parameter), held.specs.map(parameter)];
  const all = [...list, ...buffers];
  [...learnt.specs, ...held.specs].forEach(({ init, rows, cols }, i) => {
    // A stream for each parameter: a layer more or less changes nothing of the others.
    const first = init(rows, cols, random(seed, streams.parameter(i)));
    checkMade(`network: ${all[i]!.name}: init`, first, `one that gives a ${rows} x ${cols} matrix`, first?.data);
    all[i]!.set(first);
  });
  return {
    list,
    buffers,
    region,
    length: learnt.end,
    places: Object.fromEntries(all.map(({ name, offset, rows, cols }) => [name, { region, offset, rows, cols }])),
    copy: () => region.view().slice(),
    restore: (values) => region.view().set(values),
  };
}
