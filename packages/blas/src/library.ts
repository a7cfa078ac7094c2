import type { ProductLibrary } from '@nn/matrix';
import { BlasError } from './blas-error.js';
import { candidates } from './candidates.js';
import { type Koffi, koffi } from './koffi.js';
import { productOf, type Sgemm, sgemmOf } from './product.js';

/** A loaded BLAS: what the WebAssembly backend needs of it. */
export type Library = Pick<ProductLibrary, 'parallel' | 'product' | 'source'>;

/**
 * Whether several threads may call the library at once, each for its share of a product: OpenBLAS that knows of threads and is told to use none of its
 * own. One that cannot be told computes whole products, on threads of its own if it has any.
 */
function sharesOut({ load }: Koffi, name: string): boolean {
  try {
    const handle = load(name);
    const knowsThreads = handle.func('openblas_get_parallel', 'int', [])() > 0;
    handle.func('openblas_set_num_threads', 'void', ['int'])(1);
    return knowsThreads;
  } catch {
    return false;
  }
}

/** Opens one library; throws an Error that says why it will not do. */
function open({ koffi: from, path }: ReturnType<typeof koffi>, name: string): Library {
  from.load(name);
  let sgemm: Sgemm;
  try {
    sgemm = sgemmOf(from, name);
  } catch {
    throw new Error('it has no function cblas_sgemm');
  }
  return {
    parallel: sharesOut(from, name),
    product: productOf(sgemm),
    source: `(${productOf})((${sgemmOf})(require(${JSON.stringify(path)}), ${JSON.stringify(name)}))`,
  };
}

const opened = /* @__PURE__ */ new Map<string, Library>();

/**
 * Loads the BLAS of this name or path, or the first of this system's that can be loaded; the same one each time. Throws
 * BlasError, with what was tried and what to install, where there is none.
 */
export function loadLibrary(name?: string): Library {
  const from = koffi();
  const { names, install } = candidates();
  const failures: string[] = [];
  for (const tried of name === undefined ? names : [name]) {
    try {
      const library = opened.get(tried) ?? open(from, tried);
      opened.set(tried, library);
      return library;
    } catch (error) {
      failures.push(`${tried}: ${(error as Error).message.replace('Failed to load shared library: ', '')}`);
    }
  }
  const next =
    name === undefined
      ? `${install}, or name a library that has cblas_sgemm: blas({ library: '/path/to/it' })`
      : `give the path of a library that has cblas_sgemm, or leave 'library' out; ${install}`;
  throw new BlasError(`blas: no BLAS could be loaded (${failures.join('; ')}); ${next}`);
}
