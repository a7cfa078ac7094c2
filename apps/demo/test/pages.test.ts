import { describe, expect, test } from 'vitest';
import { pages } from '../src/lib/site/pages.js';
import { faults, theSite, widthOf } from './browser.js';
import { thereIsChromium } from './chromium.js';

describe.skipIf(!thereIsChromium)('every page (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();
  const all = ['', ...pages.map((name) => `${name}/`)];

  // Each language is looked at closely at one width and in one theme, so that both of both are.
  test.each(all)('/en/%s is whole, and axe finds nothing on a dark desktop', async (path) => {
    const page = await open(`en/${path}`, { viewport: { width: 360, height: 740 } });
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await widthOf(page)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await widthOf(page)).toBe(1280);
    expect(await faults(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test.each(all)('/zh/%s is whole, and axe finds nothing on a light phone', async (path) => {
    const page = await open(`zh/${path}`, { viewport: { width: 1280, height: 800 } });
    expect(await page.locator('html').getAttribute('lang')).toBe('zh');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await widthOf(page)).toBe(1280);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await widthOf(page)).toBe(360);
    expect(await faults(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });
});
