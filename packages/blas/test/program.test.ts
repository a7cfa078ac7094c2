import { type Buffer, reference, type Size, type Step, wasm } from '@nn/matrix';
import { expect, test } from 'vitest';
import { noise, type Place, runCase } from '../../matrix/test/support/case.js';
import type { Library } from '../src/library.js';
import { backendOf, describeBoth, plain } from './support.js';

/** A library, and the sizes it was called for. */
function counting(library: Library) {
  const calls: string[] = [];
  const counted: Library = {
    ...library,
    product: (memory) => {
      const product = library.product(memory);
      return (...parameters) => {
        const [, , rows, cols, inner] = parameters;
        calls.push(`${rows} x ${inner} x ${cols}`);
        product(...parameters);
      };
    },
    // Of every counting library an engine of its own.
    source: `/* ${engines++} */ ${library.source}`,
  };
  return { calls, counted };
}
let engines = 0;

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
  test('chooses by size, anew for each batch, and runs all steps in their order', () => {
    const { calls, counted } = counting(library());
    // 24 multiplications a row in the first product, 12 in the second.
    const batches = [4, 2, 1, 0, 4, 3];
    const found = runCase(backendOf(counted, { smallest: 48 }), layers, batches);
    expect(calls).toEqual([...['4 x 4 x 6', '4 x 6 x 2'], '2 x 4 x 6', ...['4 x 4 x 6', '4 x 6 x 2'], '3 x 4 x 6']);
    const wanted = runCase(reference({ dtype: 'f64' }), layers, batches);
    found.flat(2).forEach((x, k) => {
      expect(Math.abs(x - wanted.flat(2)[k]!)).toBeLessThan(1e-5);
    });
  });

  test('leaves the bits of WebAssembly where no product is large', () => {
    const { calls, counted } = counting(library());
    expect(runCase(backendOf(counted, { smallest: 1000 }), layers, [4, 0, 2])).toEqual(
      runCase(wasm(), layers, [4, 0, 2]),
    );
    expect(calls).toEqual([]);
  });

  test.each([1, 1000])(
    'is refused where a buffer is not all in its region, whoever computes it (from %i)',
    (smallest) => {
      const backend = backendOf(library(), { smallest });
      const place = (rows: Size, cols: Size, offset = 0): Buffer => ({
        region: backend.region(12),
        offset,
        rows,
        cols,
      });
      const run = (a: Buffer, b: Buffer, output: Buffer, batch: number) =>
        backend.program([matmul(a, b, output, ['batch', 4, 2])]).run(batch);
      expect(() => run(place('batch', 4), place(4, 2), place('batch', 2), 3)).not.toThrow();
      for (const [a, b, output, batch] of [
        [place('batch', 4), place(4, 2), place('batch', 2), 4],
        [place('batch', 4), place(4, 2, 5), place('batch', 2), 3],
        [place('batch', 4, -1), place(4, 2), place('batch', 2), 1],
        [place('batch', 4, 0.5), place(4, 2), place('batch', 2), 1],
        [place('batch', 4), place(4, 2), place('batch', 2, 7), 3],
      ] as const) {
        expect(() => run(a, b, output, batch)).toThrow(RangeError);
        expect(() => run(a, b, output, batch)).toThrow(
          /^program: expected a buffer that is all in its region, got .* in one of 12/,
        );
      }
    },
  );

  test('is right after memory has grown between its runs', () => {
    const backend = backendOf(library());
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

test('other threads compute a share, of a library that allows it', () => {
  const sizes = [160, 100, 160] as const;
  // On the other threads a library that leaves sevens.
  const sevens = `(memory) => (tA, tB, rows, cols, inner, a, aRow, b, bRow, c, cRow) => {
    for (let i = 0; i < rows; i++) new Float32Array(memory.buffer, c + 4 * i * cRow, cols).fill(7);
  }`;
  const sevensIn = (parallel: boolean, milliseconds: number) => {
    const backend = backendOf({ ...plain, parallel, source: sevens });
    const place = (rows: number, cols: number): Buffer => ({
      ...{ region: backend.region(rows * cols), offset: 0, rows, cols },
    });
    const output = place(160, 160);
    const step = matmul(place(160, 100), place(100, 160), output, sizes);
    const program = backend.program([{ ...step, epilogue: { operands: 1, code: [] }, results: [0] } as Step]);
    const end = performance.now() + milliseconds;
    let count = 0;
    while (count === 0 && performance.now() < end) {
      program.run(0);
      count = [...output.region.view()].filter((x) => x === 7).length;
    }
    return count;
  };
  // The calling thread waits for nobody, so it may do all of it for a while. A share is half of ten units of 16 columns.
  expect(sevensIn(true, 30_000)).toBe(160 * 80);
  expect(sevensIn(false, 300)).toBe(0);
}, 60_000);
