import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
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
 * tfjs-wasm starts its threads from blobs, which Node's workers do not take, and so has no threads in Node. With its blobs
 * written to files it has.
 */
function blobsAsFiles(): void {
  const folder = mkdtempSync(join(tmpdir(), 'nn-bench-'));
  let count = 0;
  class TextBlob extends Blob {
    readonly text_: string;
    constructor(parts: readonly string[], options?: BlobPropertyBag) {
      super([...parts], options);
      this.text_ = parts.join('');
    }
  }
  globalThis.Blob = TextBlob as unknown as typeof Blob;
  URL.createObjectURL = (blob) => {
    const path = join(folder, `${count++}.cjs`);
    writeFileSync(path, (blob as TextBlob).text_);
    return path;
  };
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
