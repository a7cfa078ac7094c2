import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(join(import.meta.dirname, '..', 'peers', 'package.json'));

/** A peer's module; says how to install the peers where it is not there. */
// biome-ignore lint/suspicious/noExplicitAny: the peers are not installed when this is type-checked
export function peer(name: string): any {
  try {
    return require(name);
  } catch (cause) {
    throw new Error(`${name} is not installed; run: npm run peers --prefix apps/bench`, { cause });
  }
}

/**
 * tfjs-wasm starts its threads from blobs, which Node's workers do not take, and so has no threads in Node. With files in the place
 * of its blobs it has.
 */
function blobsAsFiles(): void {
  const folder = mkdtempSync(join(os.tmpdir(), 'nn-bench-'));
  // What the code of a blob misses when it stands alone: URLs of blobs, and modules that the bundle had loaded before it.
  const shim = `URL.createObjectURL = String; URL.revokeObjectURL = () => {};
var require$$0 = require('fs'), require$$1 = require('path'), require$$3 = require('perf_hooks'), require$$4 = require('os');
var commonjsGlobal = globalThis;`;
  let count = 0;
  globalThis.Blob = class {
    constructor(parts: readonly string[]) {
      const path = join(folder, `${count++}.cjs`);
      writeFileSync(path, `${shim}\n${parts.join('')}`);
      // biome-ignore lint/correctness/noConstructorReturn: what stands for the blob is its path, as an object
      return new String(path);
    }
  } as unknown as typeof Blob;
  URL.createObjectURL = String;
  URL.revokeObjectURL = () => {};
  // It never starts more threads than half of the cores that it counts.
  const cores = os.cpus();
  os.cpus = () => [...cores, ...cores];
}

/** TensorFlow.js on its WebAssembly backend, with this many threads. */
export async function tensorflow(threads: number) {
  const tf = peer('@tensorflow/tfjs-core');
  const layers = peer('@tensorflow/tfjs-layers');
  const wasm = peer('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (threads > 1) {
    blobsAsFiles();
    tf.env().set('WASM_HAS_SIMD_SUPPORT', true);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
    wasm.setThreadsCount(threads);
  }
  await tf.setBackend('wasm');
  await tf.ready();
  if (wasm.getThreadsCount() !== threads) {
    throw new Error(`tfjs-wasm: expected ${threads} threads, got ${wasm.getThreadsCount()}`);
  }
  return { tf, layers };
}
