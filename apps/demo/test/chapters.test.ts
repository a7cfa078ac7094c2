import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Fields, initialOf, toAddress, type ValuesOf } from '../src/lib/settings/address.js';
import { site as words } from '../src/lib/site/index.js';
import { pages } from '../src/lib/site/pages.js';
import { numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

interface Chapter {
  readonly settings: { readonly fields: Fields; readonly presets: Readonly<Record<string, object>> };
  readonly compute: (settings: never) => unknown;
}

const settings = import.meta.glob<Chapter['settings']>('../src/routes/**/settings.ts', { eager: true });
const computes = import.meta.glob<{ compute?: Chapter['compute'] }>('../src/routes/**/compute.ts', { eager: true });

/** The chapters that are settings and what is computed from them, by their names. */
const chapters = Object.entries(computes).flatMap(([file, { compute }]) => {
  const own = settings[file.replace('compute.ts', 'settings.ts')];
  return own?.presets && compute ? [[file.split('/').at(-2)!, { settings: own, compute }] as const] : [];
});

/** A number of what was computed, by its path: `path.3.loss`. */
const at = (report: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], report);

/** Waits until every number on the page is the one of the report, to the bit; there has to be one. */
const untilItShows = (page: Page, report: unknown) =>
  until(async () => {
    const shown = Object.entries(await numbersOn(page));
    return shown.length === 0 ? 'no number' : shown.filter(([path, value]) => !Object.is(at(report, path), value));
  }).toEqual([]);

describe.skipIf(!thereIsChromium)('the chapters (need Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  describe.each(chapters)('%s', (name, { settings: { fields, presets }, compute }) => {
    const states = Object.entries({ first: {}, ...presets });

    test.each(states)('with %s shows the numbers that the packages compute in Node, to the bit', async (_, change) => {
      const values = { ...initialOf(fields), ...change } as ValuesOf<Fields>;
      const address = toAddress(fields, values);
      const page = await open(`en/${name}/${address && `#${address}`}`);
      await untilItShows(page, compute(values as never));
      expect(troubles).toEqual([]);
    });

    test('a preset is a state that its link brings back', async () => {
      const page = await open(`en/${name}/`);
      const last = page.locator('[data-preset]').last();
      await last.focus();
      await page.keyboard.press('Enter');
      await until(async () => page.url()).toContain('#v=1');
      await untilItShows(page, compute({ ...initialOf(fields), ...Object.values(presets).at(-1) } as never));
      const shown = await numbersOn(page);
      const again = await open(page.url().replace(/^.*\/some\/folder\//, ''));
      await until(() => numbersOn(again)).toEqual(shown);
      // In the other language too.
      await again.getByRole('link', { name: '中文' }).click();
      await until(() => again.locator('h1').textContent()).toBe(words.zh.titles[name as keyof typeof words.zh.titles]);
      await until(() => numbersOn(again)).toEqual(shown);
      expect(troubles).toEqual([]);
    });

    test('a link that cannot be read says so, and has the first numbers', async () => {
      const page = await open(`en/${name}/#v=1&nonsense=1`);
      expect(await page.getByRole('alert').textContent()).toContain('nonsense');
    });

    test('the question is answered by keyboard', async () => {
      const page = await open(`en/${name}/`);
      const answers = page.locator('input[name=check]');
      expect(await answers.count()).toBeGreaterThan(1);
      await answers.first().focus();
      await page.keyboard.press('Space');
      const status = page.locator('.check [role=status]');
      await until(async () => (await status.textContent())?.trim()).not.toBe('');
      const said = await status.textContent();
      await page.keyboard.press('ArrowDown');
      await until(() => status.textContent()).not.toBe(said);
    });
  });
});

describe.skipIf(!thereIsChromium)('every page (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();
  const all = ['', ...pages.map((name) => `${name}/`)].flatMap((page) => ['zh', 'en'].map((code) => `${code}/${page}`));

  test.each(all)('/%s is whole at 360 and 1280 pixels, in both themes, and axe finds nothing', async (path) => {
    for (const [width, colorScheme] of [
      [360, 'light'],
      [1280, 'dark'],
    ] as const) {
      const page = await open(path, { viewport: { width, height: 800 }, colorScheme });
      expect(await page.locator('html').getAttribute('lang')).toBe(path.slice(0, 2));
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.evaluate(axe.source);
      const found = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
        }),
      );
      const named = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`);
      expect(named).toEqual([]);
      expect(troubles).toEqual([]);
    }
  });
});
