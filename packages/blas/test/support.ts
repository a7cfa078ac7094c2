import { type Backend, productsBy, wasm } from '@nn/matrix';
import { describe } from 'vitest';
import { blasAvailable } from '../src/index.js';
import { type Library, loadLibrary } from '../src/library.js';
import { multiplyOf, productOf, type Sgemm } from '../src/product.js';

/** What CBLAS says of sgemm, row by row, in double precision and rounded once. Text for threads, so it refers to nothing outside. */
const plainSgemm: Sgemm = (order, opA, opB, rows, cols, inner, alpha, a, strideA, b, strideB, beta, c, strideC) => {
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
};

/** A BLAS in TypeScript, so that all but the native call is tested everywhere. */
export const plain: Library = {
  parallel: true,
  product: productOf(plainSgemm),
  source: `(${productOf})(${plainSgemm})`,
  multiply: (_, ...matrices) => multiplyOf(plainSgemm)(...matrices),
};

/** A backend whose products of so many multiplications are computed by a library. */
export const backendOf = (library: Library, { smallest = 1, threads = 2 } = {}): Backend =>
  wasm({ threads, products: productsBy({ name: 'blas', smallest, ...library }) });

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
