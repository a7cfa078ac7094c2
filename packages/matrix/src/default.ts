import { checkOption } from '@nn/formula';
import type { Backend } from './backend.js';
import { reference } from './reference/index.js';
import { simdAvailable } from './wasm/available.js';
import { wasm } from './wasm/index.js';

let current: Backend | undefined;

/** The backend of objects that name none: WebAssembly where its SIMD is there, else the reference. */
export function defaultBackend(): Backend {
  current ??= simdAvailable() ? wasm() : reference();
  return current;
}

/** Makes `backend` the one that new networks and the functions of matrices use; it must be f32. */
export function setDefaultBackend(backend: Backend): void {
  checkOption('setDefaultBackend: backend', backend, 'a backend such as wasm()', typeof backend?.region === 'function');
  if (backend.dtype !== 'f32') {
    throw new TypeError(
      `setDefaultBackend: expected an f32 backend, got ${backend.dtype}; give an f64 one to the network that needs it`,
    );
  }
  current = backend;
}
