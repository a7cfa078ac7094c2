import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { launch, thereIsChromium } from './chromium.js';
import { train } from './training.js';

test.skipIf(!thereIsChromium)(
  'a browser trains to the same bits as Node (needs Chromium: apt-get install chromium)',
  async () => {
    const entry = fileURLToPath(new URL('./training.ts', import.meta.url));
    const [bundle] = (await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, lib: { entry, formats: ['iife'], name: 'training' } },
    })) as Rolldown.RolldownOutput[];
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: bundle!.output[0].code });
      const there = await page.evaluate('training.train()');
      const here = await train();
      expect(here.backend).toBe('wasm');
      expect(here.weights.length).toBe(9 * 33 + 33 + 33 * 17 + 17 + 17 * 3 + 3);
      expect(there).toEqual(here);
    } finally {
      await browser.close();
    }
  },
);
