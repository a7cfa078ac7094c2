import type { ProductLibrary } from '@nn/matrix';
import { BlasError } from './blas-error.js';
import { candidates } from './candidates.js';
import { type Koffi, koffi } from './koffi.js';
import { multiplyOf, productOf, type Sgemm, sgemmOf } from './product.js';

/** A loaded BLAS: what the WebAssembly backend needs of it. */
export type Library = Pick<ProductLibrary, 'parallel' | 'product' | 'source' | 'multiply'>;

/** Sets the threads that a library computes with by itself. Only OpenBLAS can be told; undefined where it cannot, or knows of no threads. */
function threadSetter({ load }: Koffi, name: string): ((count: number) => void) | undefined {
  try {
    const handle = load(name);
    if (handle.func('openblas_get_parallel', 'int', [])() === 0) return undefined;
    return handle.func('openblas_set_num_threads', 'void', ['int']);
  } catch {
    return undefined;
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
  const useThreads = threadSetter(from, name);
  useThreads?.(1);
  const multiply = multiplyOf(sgemm);
  return {
    // With no threads of its own, several of ours may call it at once, each for a share. One that cannot be told computes whole products.
    parallel: useThreads !== undefined,
    product: productOf(sgemm),
    source: `(${productOf})((${sgemmOf})(require(${JSON.stringify(path)}), ${JSON.stringify(name)}))`,
    multiply: (threads, ...matrices) => {
      useThreads?.(threads);
      try {
        multiply(...matrices);
      } finally {
        useThreads?.(1);
      }
    },
  };
}

const opened = /* @__PURE__ */ new Map<string, Library>();

/**
 * Loads the BLAS of this name or path, or the first of this system's that can be loaded; the same one each time. Throws
 * BlasError, with what was tried and what to install, where there is none.
 */
export function loadLibrary(name?: string): Library {
  if (name !== undefined && typeof name !== 'string') {
    throw new TypeError(`blas: library: expected the name or the path of a library, got ${name}`);
  }
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
