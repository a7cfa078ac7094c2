import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { type Backend, full, matmul, setDefaultBackend, wasm } from '@nn/matrix';
import { expect, test } from 'vitest';
import { blas } from '../src/index.js';
import { loadLibrary } from '../src/library.js';
import { describeBlas } from './support.js';

/** How many threads OpenBLAS says it has. */
function threadsOf(name: string): number {
  const koffi: typeof import('koffi') = createRequire(import.meta.url)('koffi');
  return koffi.load(name).func('openblas_get_num_threads', 'int', [])();
}

describeBlas("the system's BLAS", () => {
  test.skipIf(process.platform === 'darwin')(
    'each run has the threads of its backend [Accelerate decides for itself]',
    () => {
      const one = blas({ threads: 1, required: true });
      const all = blas({ required: true });
      const counts = [one, all, one].map((backend: Backend) => {
        setDefaultBackend(backend);
        matmul(full(64, 64, 1), full(64, 64, 1));
        return threadsOf(loadLibrary().name);
      });
      setDefaultBackend(wasm());
      expect(counts).toEqual([1, availableParallelism(), 1]);
    },
  );
});
