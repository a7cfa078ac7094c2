import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'tsup';
import { beforeAll, describe, expect, test } from 'vitest';
import { fmaAvailable } from '../../src/wasm/available.js';
import { wasm } from '../../src/wasm/index.js';
import { engineMemory } from '../../src/wasm/memory.js';
import { CONTROL } from '../../src/wasm/threads/control.js';
import { createPool } from '../../src/wasm/threads/pool.js';
import { runCase } from '../support/case.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const bundled = `${here}../../build/threads.mjs`;

/** A product large enough for threads, as a process of its own would compute it. */
const child = `
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { matmul, random, setDefaultBackend, wasm } from ${JSON.stringify(bundled)};

const threads = () => (existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0);
setDefaultBackend(wasm({ threads: Number(process.argv[2]) }));
const rng = random(1);
const [a, b, small] = [rng.normal(300, 257), rng.normal(257, 190), rng.normal(8, 8)];
const work = () => createHash('sha256').update(matmul(a, b).data).digest('hex');
matmul(small, small);
const before = threads();
const first = work();
for (let i = 0; i < 30; i++) work();
await setTimeout(300);
const during = threads();
for (let i = 0; i < 200; i++) work();
const second = work();
await setTimeout(process.argv[3] === 'idle' ? 3500 : 0);
const after = threads();
const third = work();
// Busy for so long that the executors end, without ever a turn for messages; then there is work for them again.
const until = performance.now() + (process.argv[3] === 'idle' ? 3500 : 0);
while (performance.now() < until) matmul(small, small);
for (let i = 0; i < 30; i++) work();
const again = threads();
console.log(JSON.stringify({ hashes: [first, second, third], before, during, after, again }));
`;
const run = async (threads: number, ...more: string[]) => {
  const args = ['--input-type=module', '-e', child, '-', String(threads), ...more];
  // A process that did not end by itself would be stopped here, and the test fail.
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 });
  return JSON.parse(stdout) as Record<'before' | 'during' | 'after' | 'again', number> & { hashes: string[] };
};

describe('threads', () => {
  beforeAll(async () => {
    await build({
      entry: { threads: `${here}../../src/index.ts` },
      outDir: `${here}../../build`,
      config: false,
      silent: true,
      format: 'esm',
      target: 'es2023',
      noExternal: [/^@nn\//],
      outExtension: () => ({ js: '.mjs' }),
      esbuildOptions: (options) => {
        options.conditions = ['@nn/source'];
      },
    });
  });

  test('the bits do not depend on how many there are, and the process ends by itself', async () => {
    const hashes = new Set<string>();
    for (const threads of [1, 2, 3, 4]) for (const hash of (await run(threads)).hashes) hashes.add(hash);
    expect(hashes.size).toBe(1);
  });

  test.skipIf(!existsSync('/proc/self/task'))(
    'others begin with the first large operation, and end when there is nothing to do (threads are counted in /proc)',
    async () => {
      const { before, during, after, again } = await run(3, 'idle');
      expect(during).toBeGreaterThanOrEqual(before + 2);
      expect(after).toBe(before);
      expect(again).toBeGreaterThanOrEqual(before + 2);
    },
  );

  test('an executor that breaks down is an error, not a wrong result', () => {
    const memory = engineMemory({ shared: true });
    const pool = createPool(memory, 'none')!;
    expect(() => pool.check()).not.toThrow();
    new Int32Array(memory.memory.buffer)[(pool.control + CONTROL.failed) >> 2] = 1;
    expect(() => pool.check()).toThrow(/an executor of the WebAssembly backend broke down.*threads: 1/);
  });

  test.each([0, 1.5, 65, Number.NaN, '2'])('%s is no number of them', (threads) => {
    expect(() => wasm({ threads: threads as number })).toThrow(
      `wasm: threads: expected 'auto' or a whole number from 1 to 64, got ${threads}`,
    );
  });

  test('a buffer of another engine is refused', () => {
    const alone = wasm({ threads: 1 });
    const buffer = { region: wasm({ threads: 2 }).region(4), offset: 0, rows: 2, cols: 2 } as const;
    const step = { kind: 'transpose', source: buffer, output: buffer } as const;
    expect(() => alone.program([step])).toThrow('program: a buffer is in a region of another backend');
  });
});

describe('fused multiply-add', () => {
  test('rounds once where the plain product rounds twice; where the engine has none, it is refused with what to do', () => {
    if (!fmaAvailable()) {
      expect(() => wasm({ fma: true })).toThrow(/wasm: fma: this engine has no relaxed SIMD; expected Node 22/);
      return;
    }
    // (1 + 2^-12)² - 1 - 2^-11 is 2^-24: lost when the product is rounded first.
    const x = 1 + 2 ** -12;
    const result = (fma: boolean) =>
      runCase(wasm({ threads: 1, fma }), (place) => [
        {
          kind: 'matmul',
          outputs: [place(1, 1)],
          a: place(1, 2, (k) => [-1 - 2 ** -11, x][k]!),
          b: place(2, 1, (k) => [1, x][k]!),
          rows: 1,
          inner: 2,
          cols: 1,
          transposeA: false,
          transposeB: false,
          epilogue: { operands: 1, code: [] },
          operands: [],
          results: [0],
        },
      ])[0]![0]![5];
    expect(result(false)).toBe(0);
    expect(result(true)).toBe(2 ** -24);
    expect(wasm({ fma: true }).name).toBe('wasm-fma');
  });
});
