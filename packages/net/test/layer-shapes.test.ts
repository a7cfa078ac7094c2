import { formula, sum } from '@nn/formula';
import { describe, expect, test } from 'vitest';
import {
  conv2d,
  dense,
  type Layer,
  maxPool2d,
  network,
  parallel,
  reshape,
  residual,
  type SampleShape,
} from '../src/index.js';

describe('what does not fit is said with the layer', () => {
  const shapes = (inputs: SampleShape, ...layers: Layer[]) => network({ inputs, layers } as never);
  test.each([
    [
      () => shapes(9, dense(4), conv2d(2, 2)),
      'network: layer 1 (conv2d): conv2d: expected images of [height, width, channels] to come in, got 4',
    ],
    [
      () => shapes([4, 4, 1], maxPool2d(5)),
      'network: layer 0 (maxPool2d): maxPool2d: a window of 5 rows does not fit into an image of 4 with 0 around it',
    ],
    [
      () => shapes(6, reshape([2, 2])),
      'network: layer 0 (reshape): reshape: 6 are 6 numbers, 2 x 2 are 4; expected as many',
    ],
    [
      () => shapes(4, residual([dense(3)])),
      'network: layer 0 (residual): residual: 4 comes in and 3 comes out of its layers',
    ],
    [
      () => shapes([2, 2, 1], parallel([[conv2d(1, 2)], [conv2d(1, 1)]])),
      'network: layer 0 (parallel): parallel: path 0 gives 1 x 1 x 1 and path 1 gives 2 x 2 x 1; expected the same sizes but for the last',
    ],
    [
      () => shapes(3, dense(2, undefined, { penalty: formula(['w'], (w) => w) })),
      'network: layer 0 (dense): penalty of weight: expected 1 x 1 to come out, got 3 x 2',
    ],
    [
      () => shapes(3, residual([dense(3, undefined, { constraint: formula(['w'], (w) => sum(w, 'eachRow')) })])),
      'network: layer 0 (residual): constraint of 0.0.weight: expected 3 x 3 to come out, got 3 x 1',
    ],
  ])('%#', (make, message) => {
    expect(make).toThrow(message);
  });
});
