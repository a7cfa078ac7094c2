import { type Buffer, reference, type Step, wasm } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { blasBackend } from '../src/backend.js';
import type { Library } from '../src/library.js';

type MatmulStep = Extract<Step, { kind: 'matmul' }>;

/** A library that must not be reached. */
const closed: Library = {
  name: 'closed',
  useThreads: () => {},
  sgemm: () => {
    throw new Error('the native function was called');
  },
};
const backend = blasBackend({ library: closed, threads: 1, smallest: 1, rest: wasm() });
const place = (rows: Buffer['rows'], cols: Buffer['cols'], length = 12): Buffer => ({
  ...{ region: backend.region(length), offset: 0, rows, cols },
});

/** 3 x 4 times 4 x 2, and what is damaged in it. */
const run = (damage: Partial<MatmulStep>, batch = 0) =>
  backend
    .program([
      {
        ...{ kind: 'matmul', rows: 3, inner: 4, cols: 2, transposeA: false, transposeB: false },
        ...{ a: place(3, 4), b: place(4, 2), outputs: [place(3, 2)] },
        ...{ epilogue: { operands: 1, code: [] }, operands: [], results: [0] },
        ...damage,
      },
    ])
    .run(batch);

/** Memory that has grown: its old views are empty. */
function detached(): Buffer {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const view = new Float32Array(memory.buffer, 0, 12);
  memory.grow(1);
  return { region: { length: 12, view: () => view, free: () => {} }, offset: 0, rows: 3, cols: 4 };
}

describe('a native call is refused', () => {
  test('only where something is damaged', () => {
    expect(() => run({})).toThrow('the native function was called');
  });

  test.each<[string, Partial<MatmulStep>, string]>([
    ['a region that is too short', { a: place(3, 4, 11) }, 'a: expected 12 elements from 0, got a region of 11'],
    ['an offset too far', { b: { ...place(4, 2), offset: 5 } }, 'b: expected 8 elements from 5, got a region of 12'],
    ['an output too short', { outputs: [place(3, 2, 5)] }, 'output: expected 6 elements from 0, got a region of 5'],
    [
      'an offset before the region',
      { a: { ...place(3, 4), offset: -1 } },
      'a: expected an offset that is a whole number from 0, got -1',
    ],
    [
      'an offset between elements',
      { a: { ...place(3, 4), offset: 0.5 } },
      'a: expected an offset that is a whole number from 0, got 0.5',
    ],
    [
      'an offset that is none',
      { a: { ...place(3, 4), offset: Number.NaN } },
      'a: expected an offset that is a whole number from 0, got NaN',
    ],
    ['other rows', { rows: 4 }, 'a: expected a buffer of 4 x 4, got 3 x 4'],
    ['another inner size', { inner: 5 }, 'a: expected a buffer of 3 x 5, got 3 x 4'],
    ['other columns', { cols: 3 }, 'b: expected a buffer of 4 x 3, got 4 x 2'],
    ['an output of another size', { outputs: [place(2, 3)] }, 'output: expected a buffer of 3 x 2, got 2 x 3'],
    ['a transpose that does not fit', { transposeB: true }, 'b: expected a buffer of 2 x 4, got 4 x 2'],
    ['a size that is no whole number', { rows: 2.5 }, 'rows: expected a whole number from 1 to 2147483647, got 2.5'],
    [
      'a size beyond an int of C',
      { cols: 2 ** 31 },
      'cols: expected a whole number from 1 to 2147483647, got 2147483648',
    ],
    ['a detached view', { a: detached() }, 'a: expected a view of 12 elements, got 0: its memory has grown'],
    [
      'a view in double precision',
      { a: { region: reference({ dtype: 'f64' }).region(12), offset: 0, rows: 3, cols: 4 } },
      'a: expected a view of 32-bit floats, got Float64Array',
    ],
  ])('%s', (_, damage, message) => {
    expect(() => run(damage)).toThrow(RangeError);
    expect(() => run(damage)).toThrow(`blas: matmul: ${message}`);
  });

  test('a batch with more rows than there is memory for', () => {
    const batch = { rows: 'batch', a: place('batch', 4), outputs: [place('batch', 2)] } as const;
    expect(() => run(batch, 3)).toThrow('the native function was called');
    expect(() => run(batch, 4)).toThrow('blas: matmul: a: expected 16 elements from 0, got a region of 12');
  });
});
