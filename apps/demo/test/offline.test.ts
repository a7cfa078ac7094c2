import { describe, expect, test } from 'vitest';
import { numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

describe.skipIf(!thereIsChromium)('without a network (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles, url } = theSite();

  test('what was visited once comes back, moves, and leads to pages that were not', async () => {
    const page = await open('en/descent/', { serviceWorkers: 'allow' });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForSelector('[data-ready=true]');
    const before = await numbersOn(page);
    await page.locator('[data-preset]').last().click();
    await until(() => numbersOn(page)).not.toEqual(before);

    await page.goto(`${url()}zh/neuron/`);
    await page.waitForSelector('[data-ready=true]');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh');
    expect(troubles).toEqual([]);
  });
});
