import type { Body, MatmulStep, Size } from '../../src/plan.js';
import { type Case, identity, noise, type Place } from './case.js';

/** Every way to give a and b. */
export const transposes = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

export interface Product {
  readonly rows: Size;
  readonly inner: Size;
  readonly cols: Size;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export type Epilogue = Pick<MatmulStep, 'epilogue' | 'operands' | 'results'>;

/** A product with the epilogue that `end` gives, alone without it. Its first buffers are a and b, its last the outputs. */
export const product =
  ({ rows, inner, cols, transposeA, transposeB }: Product, end?: (place: Place) => Epilogue, fill = noise): Case =>
  (place) => {
    const a = transposeA ? place(inner, rows, fill(1)) : place(rows, inner, fill(1));
    const b = transposeB ? place(cols, inner, fill(2)) : place(inner, cols, fill(2));
    const { epilogue, operands, results } = end?.(place) ?? { epilogue: identity, operands: [], results: [0] };
    const outputs = results.map(() => place(rows, cols));
    return [{ kind: 'matmul', rows, inner, cols, a, b, transposeA, transposeB, epilogue, operands, results, outputs }];
  };

/** Bias and tanh, as in a dense layer. */
export const dense =
  ({ cols }: Product) =>
  (place: Place): Epilogue => {
    const epilogue: Body = {
      operands: 2,
      code: [
        { op: 'add', args: [0, 1] },
        { op: 'tanh', args: [2] },
      ],
    };
    return { epilogue, operands: [place(1, cols, noise(3))], results: [3] };
  };

/** Three outputs, the raw sum among them, from operands of every pattern and random numbers; one operation can be chosen. */
export const rich =
  (chosen: 'mul' | 'div') =>
  ({ rows, cols }: Product) =>
  (place: Place): Epilogue => {
    const epilogue: Body = {
      operands: 6,
      code: [
        { op: 'mul', args: [0, 1] },
        { op: 'add', args: [6, 2] },
        { op: 'sub', args: [7, 3] },
        { op: chosen, args: [8, 4] },
        { op: 'uniform', args: [], key: 5 },
        { op: 'mul', args: [9, 10] },
      ],
    };
    const operands = [
      place(rows, cols, noise(3)),
      place(1, cols, noise(4)),
      place(rows, 1, noise(5)),
      place(1, 1, noise(6)),
      place(1, 4, (k) => [12345, 54321, 1, 65535][k]!),
    ];
    return { epilogue, operands, results: [9, 0, 11] };
  };
