import { fromData, type Matrix, matmul, random, reference, setDefaultBackend, settle, wasm, zeros } from '@nn/matrix';
import { expect, test } from 'vitest';
import { identity, MARGIN, noise, type Place, runCase, UNTOUCHED } from '../../matrix/test/support/case.js';
import { dense, type Epilogue, type Product, product, rich, transposes } from '../../matrix/test/support/product.js';
import type { Library } from '../src/library.js';
import { backendOf, describeBoth } from './support.js';

/** Each epilogue changes by no more than the product does, so one bound serves for what it gives. */
const epilogues: Record<string, (p: Product) => (place: Place) => Epilogue> = {
  none: () => () => ({ epilogue: identity, operands: [], results: [0] }),
  'bias and tanh': dense,
  'every pattern of operand, random numbers, three outputs, the product itself not the first': rich('mul'),
  'an operand in place of the product':
    ({ cols }) =>
    (place) => ({ epilogue: { operands: 2, code: [] }, operands: [place(1, cols, noise(3))], results: [1] }),
  'the product twice': () => () => ({ epilogue: identity, operands: [], results: [0, 0] }),
};

/** The lengths of the rows (columns) of a matrix that stands between margins. */
function norms(buffer: readonly number[], rows: number, cols: number, along: 'rows' | 'columns'): number[] {
  const squares = Array.from({ length: along === 'rows' ? rows : cols }, () => 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) squares[along === 'rows' ? i : j]! += buffer[MARGIN + i * cols + j]! ** 2;
  }
  return squares.map(Math.sqrt);
}

/** Expects every output within 1e-5 |a_i| |b_j| of the one in double precision, and everything else as it was. */
function expectClose(library: Library, p: Product, name: string, batches: readonly number[] = [0]): void {
  let outputs = 0;
  const make = product(p, (place) => {
    const end = epilogues[name]!(p)(place);
    outputs = end.results.length;
    return end;
  });
  const found = runCase(backendOf(library), make, batches);
  const wanted = runCase(reference({ dtype: 'f64' }), make, batches);
  batches.forEach((batch, run) => {
    const [rows, inner, cols] = [p.rows, p.inner, p.cols].map((size) => settle(size, batch)) as [
      number,
      number,
      number,
    ];
    const [a, b] = wanted[run]!;
    const firstOutput = wanted[run]!.length - outputs;
    const rowNorms = p.transposeA ? norms(a!, inner, rows, 'columns') : norms(a!, rows, inner, 'rows');
    const columnNorms = p.transposeB ? norms(b!, cols, inner, 'rows') : norms(b!, inner, cols, 'columns');
    wanted[run]!.forEach((numbers, buffer) => {
      numbers.forEach((x, at) => {
        const element = at - MARGIN;
        const isOutput = buffer >= firstOutput && element >= 0 && element < rows * cols && x !== UNTOUCHED;
        const bound = isOutput
          ? 1e-5 * rowNorms[Math.floor(element / cols)]! * columnNorms[element % cols]! + 1e-6 * (1 + Math.abs(x))
          : 0;
        const y = found[run]![buffer]![at]!;
        if (Math.abs(x - y) <= bound) return;
        expect(y, `${rows} x ${inner} x ${cols}, run ${run}, buffer ${buffer}, element ${element}`).toBe(x);
      });
    });
  });
}

describeBoth('products', (library) => {
  for (const [transposeA, transposeB] of transposes) {
    for (const name of Object.keys(epilogues)) {
      const title = `transposeA ${transposeA}, transposeB ${transposeB}, epilogue: ${name}`;

      test(title, () => {
        const sizes = [0, 1, 2, 3, 5, 8, 17, 33];
        for (const [i, rows] of sizes.entries()) {
          for (const [j, cols] of sizes.entries()) {
            const inner = sizes[(i + 3 * j) % sizes.length]!;
            expectClose(library(), { rows, inner, cols, transposeA, transposeB }, name);
          }
        }
        expectClose(library(), { rows: 65, inner: 130, cols: 67, transposeA, transposeB }, name);
        expectClose(library(), { rows: 3, inner: 500, cols: 90, transposeA, transposeB }, name);
      });

      test(`${title}, sizes of a batch`, () => {
        const batches = [3, 0, 1, 16, 3];
        expectClose(library(), { rows: 'batch', inner: 7, cols: 9, transposeA, transposeB }, name, batches);
        expectClose(library(), { rows: 7, inner: 'batch', cols: 9, transposeA, transposeB }, name, batches);
        expectClose(library(), { rows: 7, inner: 5, cols: 'batch', transposeA, transposeB }, name, batches);
        expectClose(library(), { rows: 'batch', inner: 'batch', cols: 6, transposeA, transposeB }, name, batches);
      });
    }
  }

  test('large enough for each thread to have a share of them', () => {
    for (const [transposeA, transposeB] of transposes) {
      // By rows and by columns, with a last share that is no whole unit.
      for (const [rows, inner, cols] of [
        [403, 150, 40],
        [40, 150, 403],
      ] as const) {
        expectClose(library(), { rows, inner, cols, transposeA, transposeB }, 'bias and tanh');
      }
    }
  });

  test('of single matrices, where they stand', () => {
    setDefaultBackend(backendOf(library()));
    for (const [transposeA, transposeB] of transposes) {
      const a = transposeA ? random(1).normal(30, 40) : random(1).normal(40, 30);
      const b = transposeB ? random(2).normal(20, 30) : random(2).normal(30, 20);
      const double = ({ rows, cols, data }: Matrix) => fromData(rows, cols, Float64Array.from(data));
      const wanted = matmul(double(a), double(b), { transposeA, transposeB });
      const out = zeros(40, 20);
      expect(matmul(a, b, { transposeA, transposeB, out })).toBe(out);
      // Two factors of normal numbers, 30 of them: far more than single precision loses.
      out.data.forEach((x, k) => {
        expect(Math.abs(x - wanted.data[k]!)).toBeLessThan(1e-5);
      });
    }
    const square = random(3).normal(20, 20);
    const squared = matmul(square, square);
    expect(matmul(square, square, { out: square }).data).toEqual(squared.data);
    const lost = zeros(8, 8);
    structuredClone(lost.data, { transfer: [lost.data.buffer as ArrayBuffer] });
    expect(() => matmul(lost, zeros(8, 8))).toThrow('blas: product: expected 64 elements in single precision, got 0');
    setDefaultBackend(wasm());
  });

  test('of one, worked out by hand', () => {
    const backend = backendOf(library());
    const given =
      (...numbers: number[]) =>
      (k: number) =>
        numbers[k]!;
    const [result] = runCase(backend, (place) => [
      {
        ...{ kind: 'matmul', outputs: [place(2, 2)], rows: 2, inner: 3, cols: 2 },
        ...{ a: place(2, 3, given(1, 2, 3, 4, 5, 6)), b: place(3, 2, given(7, 8, 9, 10, 11, 12)) },
        ...{ transposeA: false, transposeB: false },
        ...{ epilogue: { operands: 1, code: [] }, operands: [], results: [0] },
      },
    ])[0]!;
    expect(result!.slice(MARGIN, -MARGIN)).toEqual([58, 64, 139, 154]);
  });
});
