import { checkGiven, checkMade, checkTruth } from '@nn/formula';
import type { Backend } from '../backend.js';
import { fmaAvailable } from './available.js';
import { type Engine, type EngineOptions, engine } from './engine.js';
import type { Products } from './products/index.js';
import { program, type Sharing } from './program.js';
import { region } from './region.js';
import { threadCount } from './threads/count.js';
import { threadsAvailable } from './threads/pool.js';

const engines = /* @__PURE__ */ new Map<string, Engine>();

/** One engine for all networks of a sort: their memory is one. */
function engineFor(options: EngineOptions): Engine {
  const key = JSON.stringify(options);
  const made = engines.get(key) ?? engine(options);
  engines.set(key, made);
  return made;
}

/** A part that takes less than this, in nanoseconds, is not worth handing over: a thread that is held up by others makes all wait. */
const LEAST_PART = 15_000;

/** How the WebAssembly backend computes. */
export interface WasmOptions {
  /**
   * How many threads, the calling one among them; 'auto' (the default) is one for each core, 8 at the most. The bits do not depend on it. Small operations stay on
   * one thread, and others begin when there is first something for them to do. In a browser only pages that are isolated from other
   * origins (COOP and COEP headers) may share memory with threads; elsewhere there is one.
   */
  readonly threads?: number | 'auto';
  /**
   * Fused multiply-add in products of matrices (relaxed SIMD: Node 22, browsers since 2024; see `fmaAvailable`): a product and a sum rounded once, which is faster on many
   * processors. Off by default, since it gives up that every machine computes the same bits; the backend is then called 'wasm-fma'.
   */
  readonly fma?: boolean;
  /** What computes large products of matrices instead, on the same threads: `blas()` of @nn/blas gives such a backend. */
  readonly products?: Products;
}

/**
 * The WebAssembly SIMD backend: f32, the same bits as the reference, as fast as the machine. Its kernels are written when
 * they are first needed; nothing is loaded. Throws RangeError where `threads` is no number of threads, and Error where WebAssembly SIMD (see `simdAvailable`), or
 * with `fma` relaxed SIMD, is missing.
 */
export function wasm(options: WasmOptions = {}): Backend {
  const { threads = 'auto', fma = false, products } = checkGiven('wasm', options, '{ threads: 2 }');
  checkTruth('wasm: fma', fma);
  checkMade(
    'wasm: products',
    products,
    'products such as productsBy(library)',
    products === undefined || products?.library,
  );
  return wasmBackend({ threads: threadCount(threads), leastPart: LEAST_PART }, fma, products);
}

/** The backend, with how work is shared out. */
export function wasmBackend(sharing: Sharing, fma = false, products?: Products): Backend {
  if (fma && !fmaAvailable()) {
    throw new Error(
      'wasm: fma: this engine has no relaxed SIMD; expected Node 22 or newer, or a browser that has it. Leave fma out',
    );
  }
  const e = engineFor({ shared: sharing.threads > 1 && threadsAvailable(), fma, products });
  return {
    name: products?.library.name ?? (fma ? 'wasm-fma' : 'wasm'),
    dtype: 'f32',
    region: (length) => region(e, length),
    program: (steps) => program(e, steps, sharing),
    multiply: products?.multiply(sharing.threads),
  };
}
