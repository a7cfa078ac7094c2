import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { launch, thereIsChromium } from './chromium.js';
import { ISOLATED, serve } from './serve.js';
import { train } from './wide-training.js';

test.skipIf(!thereIsChromium)(
  'threads of a browser train to the same bits, where the page may share memory (needs Chromium: apt-get install chromium)',
  async () => {
    const entry = fileURLToPath(new URL('./wide-training.ts', import.meta.url));
    const [bundle] = (await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, lib: { entry, formats: ['iife'], name: 'training' } },
    })) as Rolldown.RolldownOutput[];
    const folder = mkdtempSync(join(tmpdir(), 'nn-threads-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><script src="training.js"></script>');
    writeFileSync(join(folder, 'training.js'), bundle!.output[0].code);
    const isolated = await serve(folder, '/', ISOLATED);
    const plain = await serve(folder, '/');
    const browser = await launch();
    try {
      const expected = (await train(1)).weights;
      expect((await train(2)).weights).toEqual(expected);
      for (const [{ url }, threads] of [
        [isolated, 1],
        [isolated, 3],
        [plain, 3],
      ] as const) {
        const page = await browser.newPage();
        await page.goto(url);
        const { isolated: shared, weights } = (await page.evaluate(`training.train(${threads})`)) as Awaited<
          ReturnType<typeof train>
        >;
        expect(shared).toBe(url === isolated.url);
        expect(weights).toEqual(expected);
        // Where memory cannot be shared, one thread does it all. Where it can, the browser may take its time to begin others.
        const workers = () => page.workers().length;
        await expect.poll(workers, { timeout: 10_000, interval: 20 }).toBe(shared ? threads - 1 : 0);
        await page.close();
      }
    } finally {
      await browser.close();
      isolated.close();
      plain.close();
      rmSync(folder, { recursive: true });
    }
  },
);
