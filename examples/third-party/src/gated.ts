import { add, matmul, mul, sigmoid } from '@nn/formula';
import type { Layer, LayerReaders, SampleShape } from '@nn/net';
import { glorot, zeros } from '@nn/net/init';

const columnsOf = (shape: SampleShape): number => [shape].flat().reduce((n, size) => n * size, 1);

/**
 * y = (x W + b) sigmoid(x V + c): a dense layer whose every output has a gate of its own, between 0 and 1. W and V are inputs x units, `weight` and `gate`; b and c, `bias` and
 * `gateBias`, start at 0. Dauphin, Fan, Auli and Grangier: Language Modeling with Gated Convolutional Networks (2017), eq. 1. Throws RangeError where units is no whole number
 * from 1.
 */
export function gated(units: number): Layer {
  if (!(Number.isInteger(units) && units >= 1))
    throw new RangeError(`gated: units: expected a whole number from 1, got ${units}`);
  return {
    kind: 'gated',
    config: { units },
    outputs: () => units,
    parameters: (inputs) => [
      { name: 'weight', rows: columnsOf(inputs), cols: units, init: glorot() },
      { name: 'bias', rows: 1, cols: units, init: zeros },
      { name: 'gate', rows: columnsOf(inputs), cols: units, init: glorot() },
      { name: 'gateBias', rows: 1, cols: units, init: zeros },
    ],
    forward: (x, { weight, bias, gate, gateBias }) =>
      mul(add(matmul(x, weight!), bias!), sigmoid(add(matmul(x, gate!), gateBias!))),
  };
}

/** What `load` needs to make the layers of this package again: `load(bytes, { layers })`. */
export const layers: LayerReaders = { gated: ({ units }) => gated(units as number) };
