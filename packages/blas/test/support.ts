import type { Backend, Buffer, Size, Step } from '@nn/matrix';
import { describe } from 'vitest';
import { blasAvailable } from '../src/index.js';
import { type Library, loadLibrary } from '../src/library.js';

/** Makes the buffers of a case: of this size, filled with these numbers, or with numbers that show if they are not written. */
export type Place = (rows: Size, cols: Size, fill?: Fill) => Buffer;
export type Fill = (index: number) => number;

/** A case: buffers, and the steps that are run over them. */
export type Case = (place: Place) => readonly Step[];

/** Buffers do not begin at aligned places, and what stands around them must stay. */
export const MARGIN = 5;
export const UNTOUCHED = -12345;

/** Runs a case on one backend, once for each size of the batch; gives the whole memory of every buffer after each run. */
export function runCase(backend: Backend, make: Case, batches: readonly number[] = [0]): number[][][] {
  const most = Math.max(...batches);
  const buffers: { buffer: Buffer; fill: Fill }[] = [];
  const steps = make((rows, cols, fill = () => UNTOUCHED) => {
    const length = (rows === 'batch' ? most : rows) * (cols === 'batch' ? most : cols);
    const buffer = { region: backend.region(length + 2 * MARGIN), offset: MARGIN, rows, cols };
    buffers.push({ buffer, fill });
    return buffer;
  });
  const program = backend.program(steps);
  return batches.map((batch) => {
    for (const { buffer, fill } of buffers) {
      const view = buffer.region.view().fill(UNTOUCHED);
      for (let i = MARGIN; i < view.length - MARGIN; i++) view[i] = fill(i - MARGIN);
    }
    program.run(batch);
    return buffers.map(({ buffer }) => [...buffer.region.view()]);
  });
}

/** Numbers that look random, between -1 and 1, that single precision holds; the same on every call. */
export function noise(seed: number): Fill {
  return (index) => {
    let x = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
    x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
    return Math.fround((x ^ (x >>> 15)) / 2 ** 31);
  };
}

/** What CBLAS says of sgemm, row by row, in double precision and rounded once: so all but the native call is tested everywhere. */
export const plain: Library = {
  name: 'plain',
  useThreads: () => {},
  sgemm: (order, opA, opB, rows, cols, inner, alpha, a, strideA, b, strideB, beta, c, strideC) => {
    if (order !== 101) throw new RangeError(`order ${order} is not row by row`);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        let sum = 0;
        for (let k = 0; k < inner; k++) {
          const x = a[opA === 112 ? k * strideA + i : i * strideA + k]!;
          const y = b[opB === 112 ? j * strideB + k : k * strideB + j]!;
          sum += x * y;
        }
        const at = i * strideC + j;
        c[at] = alpha * sum + (beta === 0 ? 0 : beta * c[at]!);
      }
    }
  },
};

const reason = 'no BLAS on this system; on Debian: apt-get install libopenblas0';

/** `describe` for what needs the system's BLAS; where there is none it is skipped, and its name says why. */
export const describeBlas = (name: string, tests: () => void): void => {
  if (blasAvailable()) describe(name, tests);
  else describe.skip(`${name} [skipped: ${reason}]`, tests);
};

/** The same tests with a BLAS in TypeScript, and with the system's where there is one. */
export function describeBoth(name: string, tests: (library: () => Library) => void): void {
  describe(`${name}, a BLAS in TypeScript`, () => tests(() => plain));
  describeBlas(`${name}, the system's BLAS`, () => tests(() => loadLibrary()));
}
