import { type Backend, type Buffer, reference, type Size, type Step, wasm } from '@nn/matrix';
import { expect, test } from 'vitest';
import { noise, type Place, runCase } from '../../matrix/test/support/case.js';
import { blasBackend } from '../src/backend.js';
import type { Library } from '../src/library.js';
import { describeBoth, plain } from './support.js';

/** A library, and the sizes it was called for. */
function counting(library: Library) {
  const calls: string[] = [];
  const counted: Library = {
    ...library,
    sgemm: (...args) => {
      const [, , , rows, cols, inner] = args;
      calls.push(`${rows} x ${inner} x ${cols}`);
      library.sgemm(...args);
    },
  };
  return { calls, counted };
}

const matmul = (a: Buffer, b: Buffer, output: Buffer, sizes: readonly [Size, Size, Size]): Step => ({
  ...{ kind: 'matmul', a, b, outputs: [output], transposeA: false, transposeB: false },
  ...{ rows: sizes[0], inner: sizes[1], cols: sizes[2] },
  ...{ epilogue: { operands: 1, code: [{ op: 'tanh', args: [0] }] }, operands: [], results: [1] },
});

/** Two layers, a sum in front of each and behind them, of a batch: x -> tanh(x w) -> tanh(h v) -> its sums. */
const layers = (place: Place): Step[] => {
  const [sums, x, w, h, v, y] = [
    place('batch', 1),
    place('batch', 4, noise(1)),
    place(4, 6, noise(2)),
    place('batch', 6),
    place(6, 2, noise(3)),
    place('batch', 2),
  ];
  const body = { operands: 1, code: [] };
  return [
    {
      kind: 'reduce',
      reducer: 'sum',
      axis: 'eachRow',
      rows: 'batch',
      cols: 4,
      body,
      operands: [x],
      result: 0,
      output: sums,
    },
    matmul(x, w, h, ['batch', 4, 6]),
    {
      kind: 'reduce',
      reducer: 'max',
      axis: 'eachRow',
      rows: 'batch',
      cols: 6,
      body,
      operands: [h],
      result: 0,
      output: sums,
    },
    matmul(h, v, y, ['batch', 6, 2]),
    {
      kind: 'reduce',
      reducer: 'sum',
      axis: 'eachRow',
      rows: 'batch',
      cols: 2,
      body,
      operands: [y],
      result: 0,
      output: sums,
    },
  ];
};

describeBoth('a program', (library) => {
  const backendOf = (from: Library, smallest: number) =>
    blasBackend({ library: from, threads: 2, smallest, rest: wasm() });

  test('chooses by size, anew for each batch, and runs all steps in their order', () => {
    const { calls, counted } = counting(library());
    // 24 multiplications a row in the first product, 12 in the second.
    const batches = [4, 2, 1, 0, 4, 3];
    const found = runCase(backendOf(counted, 48), layers, batches);
    expect(calls).toEqual([...['4 x 4 x 6', '4 x 6 x 2'], '2 x 4 x 6', ...['4 x 4 x 6', '4 x 6 x 2'], '3 x 4 x 6']);
    const wanted = runCase(reference({ dtype: 'f64' }), layers, batches);
    found.flat(2).forEach((x, k) => {
      expect(Math.abs(x - wanted.flat(2)[k]!)).toBeLessThan(1e-5);
    });
  });

  test('leaves the bits of WebAssembly where no product is large', () => {
    const { calls, counted } = counting(library());
    expect(runCase(backendOf(counted, 1000), layers, [4, 0, 2])).toEqual(runCase(wasm(), layers, [4, 0, 2]));
    expect(calls).toEqual([]);
  });

  test('is right after memory has grown between its runs', () => {
    const backend = backendOf(library(), 1);
    const region = backend.region(3 * 64 * 64);
    const at = (k: number): Buffer => ({ region, offset: k * 64 * 64, rows: 64, cols: 64 });
    const program = backend.program([matmul(at(0), at(1), at(2), [64, 64, 64])]);
    const output = () => [...region.view(2 * 64 * 64, 64 * 64)];
    region.view().set(Array.from({ length: 2 * 64 * 64 }, (_, k) => noise(1)(k)));
    program.run(0);
    const first = output();
    const before = region.view().buffer.byteLength;
    const kept = [];
    while (region.view().buffer.byteLength < before + 2 ** 27) {
      kept.push(backend.region(2 ** 20));
      program.run(0);
      expect(output()).toEqual(first);
    }
    for (const taken of kept) taken.free();
  });
});

test('a program gives its memory back', () => {
  const freed: number[] = [];
  const rest: Backend = {
    ...wasm(),
    program: (steps) => ({ run: () => {}, free: () => freed.push(steps.length) }),
  };
  const backend = blasBackend({ library: plain, threads: 1, smallest: 48, rest });
  const place = (rows: Size, cols: Size) => ({ region: backend.region(64), offset: 0, rows, cols });
  const program = backend.program(layers(place));
  for (const batch of [4, 2, 1]) program.run(batch);
  program.free();
  // Both products by BLAS: sum, tanh and max, tanh and sum; the first: sum, then the other four steps; none: all five.
  expect(freed).toEqual([1, 2, 2, 1, 4, 5]);
});
