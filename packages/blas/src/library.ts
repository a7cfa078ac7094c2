import type { LibraryHandle } from 'koffi';
import { BlasError } from './blas-error.js';
import { candidates } from './candidates.js';
import { type Koffi, koffi } from './koffi.js';

/** A loaded BLAS: what is called of it. */
export interface Library {
  /** What the system's loader was given. */
  readonly name: string;
  /**
   * c = alpha op(a) op(b) + beta c in the convention of CBLAS: order, transposes, rows, columns, inner, alpha, a, its
   * leading dimension, b, its, beta, c, its. It reads and writes behind the arrays without asking: check them before.
   */
  readonly sgemm: (...args: SgemmArguments) => void;
  /** Sets the threads of all that the process computes with this library, where it can be told (OpenBLAS). */
  useThreads(count: number): void;
}

type SgemmArguments = [
  ...[order: number, transposeA: number, transposeB: number, rows: number, cols: number, inner: number],
  ...[alpha: number, a: Float32Array, strideA: number, b: Float32Array, strideB: number],
  ...[beta: number, c: Float32Array, strideC: number],
];

const SGEMM = [
  ...['int', 'int', 'int', 'int', 'int', 'int'],
  ...['float', 'void *', 'int', 'void *', 'int'],
  ...['float', 'void *', 'int'],
];

/** A function of a library, or nothing where it has none of this name. */
function find(handle: LibraryHandle, name: string, types: string[]): ReturnType<LibraryHandle['func']> | undefined {
  try {
    return handle.func(name, 'void', types);
  } catch {
    return undefined;
  }
}

/** Opens one library; throws an Error that says why it will not do. */
function open(from: Koffi, name: string): Library {
  const handle = from.load(name);
  const sgemm = find(handle, 'cblas_sgemm', SGEMM);
  if (!sgemm) throw new Error('it has no function cblas_sgemm');
  const setThreads = find(handle, 'openblas_set_num_threads', ['int']);
  let threads = 0;
  return {
    name,
    sgemm,
    useThreads: (count) => {
      if (count === threads) return;
      setThreads?.(count);
      threads = count;
    },
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
