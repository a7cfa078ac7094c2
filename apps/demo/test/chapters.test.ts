import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Fields, initialOf, toAddress, type ValuesOf } from '../src/lib/settings/address.js';
import { site as words } from '../src/lib/site/index.js';
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
const untilItShows = (page: Page, report: unknown, state = '') =>
  until(async () => {
    const shown = Object.entries(await numbersOn(page));
    const wrong = shown.filter(([path, value]) => !Object.is(at(report, path), value));
    return shown.length === 0 ? 'no number' : wrong.map(([path, value]) => `${state}: ${path}: ${value}`);
  }).toEqual([]);

describe.skipIf(!thereIsChromium)('the chapters (need Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  describe.each(chapters)('%s', (name, { settings: { fields, presets }, compute }) => {
    const states = [['first', {}], ...Object.entries(presets)] as const;

    test('shows the numbers that the packages compute in Node, to the bit, in each of its states', async () => {
      const page = await open(`en/${name}/`);
      for (const [state, change] of states) {
        const values = { ...initialOf(fields), ...change } as ValuesOf<Fields>;
        const address = toAddress(fields, values);
        // A link within the page.
        if (state !== 'first') await page.evaluate((hash) => location.assign(`#${hash}`), address || 'v=1');
        await untilItShows(page, compute(values as never), state);
      }
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
