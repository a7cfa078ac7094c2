import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { initialOf } from '../src/lib/settings/address.js';
import { frame } from '../src/lib/view/frame.js';
import { logTicks, ticks } from '../src/lib/view/ticks.js';
import { updatesAt } from '../src/routes/[lang=lang]/batches/clock.js';
import { compute } from '../src/routes/[lang=lang]/batches/compute.js';
import { contours, heightsOf } from '../src/routes/[lang=lang]/batches/contours.js';
import { descents } from '../src/routes/[lang=lang]/batches/descents.js';
import { places } from '../src/routes/[lang=lang]/batches/ends.js';
import { samplesOf } from '../src/routes/[lang=lang]/batches/race.js';
import { fields, presets, type Settings } from '../src/routes/[lang=lang]/batches/settings.js';
import { numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

const given = (change: Partial<Settings> = {}): Settings => ({ ...initialOf(fields), seeds: 40, ...change });
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('the race', () => {
  test('the batch goes where the slopes, by hand, lead', () => {
    const settings = given({ epochs: 6 });
    const { x, t } = samplesOf(settings);
    const { batch } = compute(settings).race.runs;
    let [w, b] = settings.start as [number, number];
    for (let i = 0; i <= 6; i++) {
      const errors = x.map((value, k) => w * value + b - t[k]!);
      expect(batch.w[i]).toBeCloseTo(w, 12);
      expect(batch.b[i]).toBeCloseTo(b, 12);
      expect(batch.loss[i]).toBeCloseTo(mean(errors.map((error) => error ** 2 / 2)), 12);
      w -= settings.rate * mean(errors.map((error, k) => error * x[k]!));
      b -= settings.rate * mean(errors);
    }
  });

  test('each step of the stochastic one meets the slope of some single sample', () => {
    const settings = given({ epochs: 2 });
    const { x, t } = samplesOf(settings);
    const { stochastic } = compute(settings).race.runs;
    const met = Array.from({ length: 2 * x.length }, (_, i) => {
      const [w, b] = [stochastic.w[i]!, stochastic.b[i]!];
      return x.findIndex((value, k) => {
        const step = settings.rate * (w * value + b - t[k]!);
        return (
          Math.abs(b - step - stochastic.b[i + 1]!) < 1e-12 && Math.abs(w - step * value - stochastic.w[i + 1]!) < 1e-12
        );
      });
    });
    // Every sample once in each epoch.
    const all = x.map((_, k) => k);
    expect(met.slice(0, x.length).toSorted((a, b) => a - b)).toEqual(all);
    expect(met.slice(x.length).toSorted((a, b) => a - b)).toEqual(all);
  });

  test('all see as many samples, in updates of their size', () => {
    const { runs } = compute(given({ epochs: 5, miniBatch: 4 })).race;
    expect(descents.map((name) => runs[name].samples.at(-1))).toEqual([50, 50, 50]);
    expect(descents.map((name) => runs[name].samples.length - 1)).toEqual([5, 50, 15]);
    expect(descents.map((name) => runs[name].updatesPerEpoch)).toEqual([1, 10, 3]);
  });

  test('the best line is that of least squares', () => {
    const settings = given({ noise: 1.3 });
    const { x, t } = samplesOf(settings);
    const w =
      mean(x.map((value, k) => (value - mean(x)) * (t[k]! - mean(t)))) / mean(x.map((value) => (value - mean(x)) ** 2));
    const { best } = compute(settings).race;
    expect(best.w).toBeCloseTo(w, 8);
    expect(best.b).toBeCloseTo(mean(t) - w * mean(x), 8);
  });

  test('what its presets are called is so', () => {
    const lossesOf = (name: keyof typeof presets) => {
      const { runs, best } = compute(given(presets[name])).race;
      return { ...Object.fromEntries(descents.map((each) => [each, runs[each].loss.at(-1)! - best.loss])) } as Record<
        (typeof descents)[number],
        number
      >;
    };
    const few = lossesOf('few');
    expect(few.stochastic).toBeLessThan(few.miniBatch);
    expect(few.miniBatch).toBeLessThan(few.batch);
    expect(lossesOf('calmed').stochastic).toBeLessThan(lossesOf('restless').stochastic);
    expect(lossesOf('agreed').stochastic).toBeLessThan(1e-6);
  });

  test('a rate that is too long leads out of sight, and no further than numbers go', () => {
    const { runs } = compute(given({ rate: 1, epochs: 60 })).race;
    for (const name of descents) expect(runs[name].loss.every(Number.isFinite)).toBe(true);
  });

  test('the clock says how many updates are made', () => {
    const { runs } = compute(given({ epochs: 3, miniBatch: 4 })).race;
    expect(descents.map((name) => updatesAt(runs[name], 'samples', 14))).toEqual([1, 14, 4]);
    expect(descents.map((name) => updatesAt(runs[name], 'updates', 5))).toEqual([3, 5, 5]);
    expect(descents.map((name) => updatesAt(runs[name], 'samples', 0))).toEqual([0, 0, 0]);
  });
});

describe('the surface', () => {
  test.each(['random', 'ridge'] as const)('dots from %s are coloured as they are counted', (from) => {
    const { ends } = compute(given());
    for (const descent of descents) {
      const found = Array.from(ends.drawn[from].places[descent], (place) => places[place]);
      const counted = Object.fromEntries(places.map((place) => [place, found.filter((each) => each === place).length]));
      expect(counted).toEqual(ends[from][descent]);
      expect(ends.drawn[from].at[descent]).toHaveLength(80);
    }
  });

  test('only noise leaves the ridge; without cooling it comes to no rest', () => {
    const { ends } = compute(given());
    expect(ends.ridge.batch.saddle).toBe(40);
    expect(ends.ridge.stochastic.saddle).toBe(0);
    expect(compute(given(presets.hot)).ends.random.stochastic.elsewhere).toBeGreaterThan(10);
  });
});

describe('the drawing', () => {
  test('the contours of a cone are circles', () => {
    const box = { left: 0, right: 200, top: 0, bottom: 200 };
    const heights = heightsOf([-1, 1], [-1, 1], (u, v) => ({
      ...u,
      data: Array.from(u.data, (value, k) => Math.hypot(value, v.data[k]!)),
    }));
    const [ring] = contours(heights, [0.6], frame([-1, 1], [-1, 1], box));
    const at = [...ring!.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) =>
      Math.hypot(Number(x) - 100, Number(y) - 100),
    );
    expect(at.length).toBeGreaterThan(100);
    for (const distance of at) expect(Math.abs(distance - 60)).toBeLessThan(0.3);
  });

  test('a frame goes to the drawing and back', () => {
    const plane = frame([-3, 5], [0, 10], { left: 30, right: 430, top: 10, bottom: 210 });
    expect([plane.x(-3), plane.x(5), plane.y(0), plane.y(10)]).toEqual([30, 430, 210, 10]);
    expect(plane.numbersAt(plane.x(1), plane.y(4))).toEqual([1, 4]);
    expect(plane.numbersAt(-500, 900)).toEqual([-3, 0]);
  });

  test('ticks are round numbers within', () => {
    expect(ticks(-3, 7, 5)).toEqual([-2, 0, 2, 4, 6]);
    expect(ticks(0, 0.25)).toEqual([0, 0.1, 0.2]);
    expect(logTicks(0.05, 200)).toEqual([0.1, 1, 10, 100]);
    expect(logTicks(0.2, 4)).toEqual([0.3, 1, 3]);
    expect(logTicks(1.5, 8)).toEqual([2, 5]);
    expect(logTicks(1e-9, 1)).toEqual([1e-9, 1e-7, 1e-5, 1e-3, 0.1]);
  });
});

describe.skipIf(!thereIsChromium)('the page (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();
  const first = async (page: Page) => (await numbersOn(page))['race.runs.batch.w.0'];

  test('points are moved, added and removed by keyboard, and typed', async () => {
    const page = await open('en/batches/');
    const points = page.getByRole('slider', { name: /^Point/ });
    const best = async () => (await numbersOn(page))['race.best.w'];
    const before = await best();
    await points.last().focus();
    await page.keyboard.press('ArrowUp');
    await until(best).not.toBe(before);
    await page.keyboard.press('Delete');
    await until(() => points.count()).toBe(9);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Point 9');
    await page.getByRole('button', { name: 'Add a point' }).click();
    await until(() => points.count()).toBe(10);
    await page.getByLabel('t, chosen point').fill('-2');
    await until(async () => decodeURIComponent(page.url())).toContain(';1.5,-2,0');
    expect(await points.last().getAttribute('aria-valuetext')).toBe('x = 1.50, t = −2.00');
    expect(troubles).toEqual([]);
  });

  test('the start is dragged over the plane, and is where the paths begin', async () => {
    const page = await open('en/batches/#v=1&at=0');
    const handle = page.getByRole('slider', { name: 'The start, w and b' });
    await handle.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await handle.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + 120, y + 150, { steps: 4 });
    await page.mouse.up();
    const shown = async () => `w = ${(await first(page))?.toFixed(2)}`.replace('-', '−');
    const said = (await handle.getAttribute('aria-valuetext'))!.split(',')[0]!;
    expect(said).not.toBe('w = −1.50');
    await until(shown).toBe(said);
    expect(troubles).toEqual([]);
  });

  test('it plays from the beginning to the end, and is paused and moved by keyboard', async () => {
    const page = await open('en/batches/');
    const scrub = page.getByRole('slider', { name: 'Place in the race' });
    await page.getByRole('button', { name: 'Play' }).click();
    await until(() => scrub.inputValue()).toMatch(/^0\.[1-9]/);
    await page.getByRole('button', { name: 'Pause' }).click();
    await scrub.focus();
    await page.keyboard.press('Home');
    await until(async () => Object.keys(await numbersOn(page))).toContain('race.runs.batch.w.0');
    await page.keyboard.press('End');
    await until(async () => Object.keys(await numbersOn(page))).toContain('race.runs.batch.w.20');
    expect(troubles).toEqual([]);
  });
});
