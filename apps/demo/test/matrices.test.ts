import { describe, expect, test } from 'vitest';
import { initialOf } from '../src/lib/settings/address.js';
import { compute } from '../src/routes/[lang=lang]/matrices/compute.js';
import { backward, forward } from '../src/routes/[lang=lang]/matrices/formulas.js';
import { fields, presets, ruleNames, type Settings } from '../src/routes/[lang=lang]/matrices/settings.js';
import { theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

const settings = (change: Partial<Settings> = {}): Settings => ({ ...initialOf(fields), ...change });
const list = (matrix: { readonly data: ArrayLike<number> }) => Array.from(matrix.data);

describe('a layer forward and back', () => {
  test('has the numbers of a computation by hand', () => {
    const { z, y, e, sent, totals } = compute(settings(presets.byHand));
    expect(list(z)).toEqual([5, 5]);
    expect(list(y)).toEqual([5, 5]);
    expect(list(e)).toEqual([10, 5]);
    // 10 is shared 2 : 3, and 5 is shared 1 : 4.
    expect(list(sent.proportional.error)).toEqual([5, 10]);
    expect(list(sent.transposed.error)).toEqual([2 * 10 + 5, 3 * 10 + 4 * 5]);
    // Without an activation the slope is 1.
    expect(list(sent.gradient.error)).toEqual(list(sent.transposed.error));
    expect(totals).toEqual({ e: 15, proportional: 15, transposed: 75, gradient: 75 });
  });

  test('only the gradient is the slope of the loss', () => {
    const { x, sent } = compute(settings());
    const loss = (at: readonly number[]) => {
      const { y, t } = compute(settings({ x: at }));
      return list(y).reduce((sum, value, j) => sum + (value - t.data[j]!) ** 2 / 2, 0);
    };
    const STEP = 1e-5;
    for (const i of list(x).keys()) {
      const moved = (by: number) => settings().x.map((value, k) => (k === i ? value + by : value));
      const slope = (loss(moved(STEP)) - loss(moved(-STEP))) / (2 * STEP);
      expect(sent.gradient.error.data[i]).toBeCloseTo(slope, 8);
      expect(Math.abs(sent.transposed.error.data[i]! - slope)).toBeGreaterThan(0.01);
    }
  });

  test('shares are no numbers where the weights into an output sum to 0', () => {
    const shares = list(compute(settings(presets.zeroSum)).sent.proportional.error);
    expect(shares.some((share) => Number.isFinite(share))).toBe(false);
  });

  test('columns are rows in a mirror: the formulas of both give the same numbers', () => {
    const { x, W, z, e, slope, sent } = compute(settings(presets.larger));
    const turned = ({ cols, data }: typeof x) => ({ rows: cols, cols: 1, data });
    expect(forward.columns({ x: turned(x), W })).toMatchObject({ rows: 3, cols: 1, data: z.data });
    for (const rule of ruleNames) {
      const columns = backward(rule, 'columns')({ e: turned(e), W, slope: turned(slope) });
      expect(columns).toMatchObject({ rows: 4, cols: 1 });
      for (const [i, value] of list(columns as typeof x).entries()) {
        expect(value).toBeCloseTo(sent[rule].error.data[i]!, 14);
      }
    }
  });
});

describe.skipIf(!thereIsChromium)('the page (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  test('an edge and its cell are one: what is pinned in one place is pinned in the other', async () => {
    const page = await open('en/matrices/');
    const edge = page.locator('[data-edge="3 2"]');
    const cell = page.locator('[data-rule=gradient] [data-cell="3 2"]');
    await edge.focus();
    await page.keyboard.press('Enter');
    await until(() => cell.getAttribute('aria-pressed')).toBe('true');
    await until(async () => page.url()).toContain('from=3&to=2');
    await page.keyboard.press('Escape');
    await until(() => edge.getAttribute('aria-pressed')).toBe('false');
    await cell.click();
    await until(() => edge.getAttribute('aria-pressed')).toBe('true');
    await cell.click();
    await until(() => edge.getAttribute('aria-pressed')).toBe('false');
    expect(troubles).toEqual([]);
  });

  test('a finger pins an edge, and lets it go', async () => {
    const page = await open('en/matrices/', { hasTouch: true, viewport: { width: 390, height: 800 } });
    const edge = page.locator('[data-edge="3 1"]');
    const circle = page.locator('svg circle').nth(2);
    // Not in its middle, where edges cross.
    const tap = async () => {
      await edge.scrollIntoViewIfNeeded();
      const box = (await edge.locator('line').first().boundingBox())!;
      await page.touchscreen.tap(box.x + box.width * 0.3, box.y + box.height * 0.7);
    };
    await tap();
    await until(() => edge.getAttribute('aria-pressed')).toBe('true');
    await until(() => circle.getAttribute('class')).toContain('lit');
    await tap();
    await until(() => edge.getAttribute('aria-pressed')).toBe('false');
    await until(() => circle.getAttribute('class')).not.toContain('lit');
    expect(troubles).toEqual([]);
  });

  test('what is pointed at is lit, and what is pinned comes back', async () => {
    const page = await open('en/matrices/');
    const lit = (unit: number) =>
      page
        .locator('svg circle')
        .nth(unit - 1)
        .getAttribute('class');
    await until(() => lit(2)).toContain('lit');
    await page.locator('[data-rule=transposed] [data-cell="1 2"]').hover();
    await until(() => lit(1)).toContain('lit');
    await until(() => lit(2)).not.toContain('lit');
    await page.mouse.move(0, 0);
    await until(() => lit(2)).toContain('lit');
  });

  test('a weight that is typed is the weight that leads back', async () => {
    const page = await open('en/matrices/');
    const cell = page.locator('[data-rule=transposed] [data-cell="2 1"] data');
    await page.getByRole('textbox', { name: 'Weight from unit 2 to output 1' }).fill('-1.5');
    await until(() => cell.getAttribute('value')).toBe('-1.5');
    await page.locator('input[name=notation][value=columns]').check();
    await until(() => cell.getAttribute('value')).toBe('-1.5');
    expect(troubles).toEqual([]);
  });
});
