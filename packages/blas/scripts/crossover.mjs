// From which size on a product is faster by BLAS than on WebAssembly: both over the same shapes, in turns, medians. Where the two meet is the
// default of `smallest`. After a build: `npm run measure`, on a machine that does nothing else.
import { blas } from '@nn/blas';
import { wasm } from '@nn/matrix';

const cubes = [2, 8, 16, 20, 24, 28, 32, 48, 64, 128, 256, 512, 1024].map((n) => [n, n, n]);
// Rows x inner x columns, as in the forward and the backward pass of 784-30-10, 784-128-10 and 784-512-256-10.
const layers = [
  [10, 784, 30],
  [784, 10, 30],
  [10, 30, 10],
  [32, 784, 128],
  [784, 32, 128],
  [32, 128, 10],
  [1, 784, 128],
  [128, 784, 512],
  [784, 128, 512],
  [128, 512, 256],
];
const TURNS = 15;
const TURN_MULTIPLICATIONS = 2e7;

/** A program of one product of noise, without an epilogue. */
function product(backend, [rows, inner, cols], transposeA, transposeB) {
  const place = (r, c) => {
    const region = backend.region(r * c);
    region.view().forEach((_, k, all) => {
      all[k] = Math.sin(k);
    });
    return { region, offset: 0, rows: r, cols: c };
  };
  const a = transposeA ? place(inner, rows) : place(rows, inner);
  const b = transposeB ? place(cols, inner) : place(inner, cols);
  const end = { epilogue: { operands: 1, code: [] }, operands: [], results: [0], outputs: [place(rows, cols)] };
  return backend.program([{ kind: 'matmul', rows, inner, cols, a, b, transposeA, transposeB, ...end }]);
}

/** Microseconds of one run, over so many. */
function time(program, runs) {
  const start = performance.now();
  for (let k = 0; k < runs; k++) program.run(0);
  return ((performance.now() - start) / runs) * 1e3;
}

const median = (numbers) => numbers.sort((x, y) => x - y)[numbers.length >> 1];
const backends = [
  wasm({ threads: 1 }),
  blas({ threads: 1, smallest: 1, required: true }),
  blas({ smallest: 1, required: true }),
];

console.log('rows x inner x columns  transposes  multiplications   us: wasm    blas, 1 thread    blas      GFLOP/s');
for (const shape of [...cubes, ...layers]) {
  for (const [transposeA, transposeB] of [
    [false, false],
    [true, false],
    [false, true],
  ]) {
    const multiplications = shape.reduce((n, size) => n * size, 1);
    const runs = Math.max(1, Math.min(2000, Math.floor(TURN_MULTIPLICATIONS / multiplications)));
    const programs = backends.map((backend) => product(backend, shape, transposeA, transposeB));
    const times = programs.map((program) => {
      time(program, runs);
      return [];
    });
    for (let turn = 0; turn < TURNS; turn++) for (const [k, p] of programs.entries()) times[k].push(time(p, runs));
    const us = times.map(median);
    console.log(
      shape.join(' x ').padEnd(23),
      `${transposeA ? 'aᵀ' : 'a '} ${transposeB ? 'bᵀ' : 'b '}`.padEnd(11),
      String(multiplications).padStart(15),
      ...us.map((t) => t.toFixed(2).padStart(12)),
      ...us.map((t) => ((2 * multiplications) / t / 1e3).toFixed(1).padStart(7)),
    );
  }
}
