import { createRequire } from 'node:module';
import { full, matmul, setDefaultBackend, wasm } from '@nn/matrix';
import { expect, test } from 'vitest';
import { candidates } from '../src/candidates.js';
import { blas } from '../src/index.js';
import { loadLibrary } from '../src/library.js';
import { describeBlas } from './support.js';

/** How many threads OpenBLAS says it has. */
function ownThreads(): number {
  const koffi: typeof import('koffi') = createRequire(import.meta.url)('koffi');
  const name = candidates().names.find((each) => {
    try {
      return koffi.load(each);
    } catch {
      return false;
    }
  });
  return koffi.load(name!).func('openblas_get_num_threads', 'int', [])();
}

describeBlas("the system's BLAS", () => {
  test.skipIf(process.platform === 'darwin')(
    'has no threads of its own beside those of the backend [Accelerate decides for itself]',
    () => {
      for (const threads of [1, 2]) {
        setDefaultBackend(blas({ threads, required: true }));
        matmul(full(64, 64, 1), full(64, 64, 1));
      }
      setDefaultBackend(wasm());
      expect(loadLibrary().parallel).toBe(true);
      expect(ownThreads()).toBe(1);
    },
  );
});
