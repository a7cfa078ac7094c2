import { fromData, type Matrix } from '@nn/matrix';
import { type Network, type TracedLayer, trace } from '@nn/net';
import type { Text } from '../../telling/text.js';
import type { Subject } from '../recipe/subject.js';
import { rootMeanSquare } from '../root-mean-square.js';
import { layerPlace } from '../words.js';

/** One step on so many samples shows what a whole epoch would. */
const MOST_SAMPLES = 64;

/** A layer in a step that is looked at. */
export interface LayerLook extends Pick<TracedLayer, 'activation' | 'parameters' | 'output' | 'delta'> {
  /** The last size of what comes out of it: those of an image are its channels. */
  readonly units: number;
  readonly place: Text;
  readonly isLast: boolean;
}

/** A network at one moment: what a step on a few samples would do. */
export interface Look {
  /** How many epochs were done. */
  readonly epoch: number;
  readonly samples: number;
  /** The length of the gradient by all parameters. */
  readonly gradient: number;
  readonly layers: readonly LayerLook[];
}

/** At most so many rows of a matrix, spread evenly over it: a table may be sorted. */
export function spread({ data, rows, cols }: Matrix, most: number): Matrix {
  if (rows <= most) return fromData(rows, cols, data);
  const picked = new Float64Array(most * cols);
  for (let i = 0; i < most; i++) {
    const row = Math.floor((i * rows) / most);
    picked.set(data.subarray(row * cols, (row + 1) * cols), i * cols);
  }
  return fromData(most, cols, picked);
}

function unitsOf({ inputShape, layers }: Network): number[] {
  let shape = inputShape;
  return layers.map((layer) => {
    shape = layer.outputs(shape);
    return typeof shape === 'number' ? shape : shape.at(-1)!;
  });
}

/** Looks at a network as it is now; it is not moved. Throws what `trace` throws. */
export function lookAt({ model, loss, x, t }: Subject, epoch: number): Look {
  const samples = spread(x, MOST_SAMPLES);
  // As in use: what dropout leaves out in one step is not lost.
  const { layers } = trace(model, samples, spread(t, MOST_SAMPLES), { loss, training: false });
  const units = unitsOf(model);
  const gradients = layers.flatMap(({ parameters }) =>
    parameters.map(({ gradient: { value } }) => rootMeanSquare(value.data) * Math.sqrt(value.data.length)),
  );
  return {
    epoch,
    samples: samples.rows,
    gradient: Math.hypot(...gradients),
    layers: layers.map(({ kind, activation, parameters, output, delta }, i) => ({
      ...(activation !== undefined && { activation }),
      parameters,
      output,
      delta,
      units: units[i]!,
      place: layerPlace(i, kind, activation),
      isLast: i === layers.length - 1,
    })),
  };
}

/** The units of a layer all of whose outputs are such: those for every sample, and at every place of an image. */
export function unitsThat({ units, output }: LayerLook, are: (output: number) => boolean): number {
  const such = new Array<boolean>(units).fill(true);
  output.value.data.forEach((v, k) => {
    if (!are(v)) such[k % units] = false;
  });
  return such.filter((is) => is).length;
}
