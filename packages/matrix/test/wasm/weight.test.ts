import { expect, test } from 'vitest';
import { wasm } from '../../src/wasm/index.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('memory that nobody uses any more comes back, although the garbage collector does not see it', async () => {
  const backend = wasm({ threads: 1 });
  const bytes = () => backend.region(1).view().buffer.byteLength;
  const before = bytes();
  for (let k = 0; k < 1500; k++) {
    backend.region(2 ** 18);
    if (k % 10 === 0) await turn();
  }
  // 1,500 times 1 MiB were asked for.
  expect(bytes() - before).toBeLessThan(512 * 2 ** 20);
});
