import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parts } from '../src/lib/site/pages.js';
import { theSite } from './browser.js';
import { thereIsChromium } from './chromium.js';

/** Thousands of bytes, gzipped: for what is read, and for where a network is trained on opening; 50 of the latter are the digits themselves. */
const limits = { chapters: 150, workshop: 170, packages: 150 } as const;
const pages = Object.entries(parts).flatMap(([part, names]) =>
  names.map((name) => [name, limits[part as keyof typeof limits]] as const),
);

describe.skipIf(!thereIsChromium)('the first visit (needs Chromium: apt-get install chromium)', () => {
  const { browser, url } = theSite();

  test.each(pages)('of %s loads at most %d kB of script, gzipped, and nothing from elsewhere', async (name, limit) => {
    const context = await browser().newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const scripts: Promise<number>[] = [];
    const elsewhere: string[] = [];
    page.on('response', (response) => {
      const address = response.url();
      if (!address.startsWith(url()) && !/^(data|blob):/.test(address)) elsewhere.push(address);
      if (address.endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length / 1000));
    });
    await page.goto(`${url()}en/${name}/`);
    await page.waitForSelector('[data-ready=true]');
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(scripts);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(limit);
    expect(elsewhere).toEqual([]);
  });
});
