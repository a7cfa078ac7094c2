import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

/** What the code of a blob misses when it stands alone: URLs of blobs, and modules that the bundle had loaded before it. */
const shim = `URL.createObjectURL = String; URL.revokeObjectURL = () => {};
var require$$0 = require('fs'), require$$1 = require('path'), require$$3 = require('perf_hooks'), require$$4 = require('os');
var commonjsGlobal = globalThis;`;

/**
 * tfjs-wasm starts its threads from blobs, which Node's workers do not take, and so has no threads in Node. With files in the place
 * of its blobs it has.
 */
export function blobsAsFiles(): void {
  const folder = mkdtempSync(join(os.tmpdir(), 'nn-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
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
