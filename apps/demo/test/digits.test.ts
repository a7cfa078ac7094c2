import { gzipSync } from 'node:zlib';
import { digits } from '@nn/data';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { initialOf, toAddress } from '../src/lib/settings/address.js';
import { first as drawn } from '../src/routes/[lang=lang]/digits/drawn.js';
import { en } from '../src/routes/[lang=lang]/digits/en.js';
import { engine } from '../src/routes/[lang=lang]/digits/engine.js';
import { FULL, imageOf, PIXELS, type Stroke } from '../src/routes/[lang=lang]/digits/image.js';
import type { Report } from '../src/routes/[lang=lang]/digits/protocol.js';
import { fields } from '../src/routes/[lang=lang]/digits/settings.js';
import { theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';
import { hands } from './handwriting.js';

const first = initialOf(fields);
const likeliest = (chances: ArrayLike<number>) => Array.from(chances).indexOf(Math.max(...Array.from(chances)));
const inkOf = (image: readonly number[]) => image.reduce((sum, count) => sum + count, 0);

describe('an image of strokes', () => {
  const square = (at: number, size: number): Stroke => [
    [at, at],
    [at + size, at],
    [at + size, at + size],
    [at, at + size],
    [at, at],
  ];

  test('is the same wherever and however large it is drawn', () => {
    expect(imageOf([square(10, 40)])).toEqual(imageOf([square(100, 160)]));
  });

  test('has as much ink as the digits of the data, and fills the height', () => {
    const cells = digits().columns.slice(0, PIXELS);
    const mean = cells.flatMap(({ cells }) => cells.map(Number)).reduce((a, b) => a + b, 0) / cells[0]!.cells.length;
    for (let digit = 0; digit < 10; digit++) {
      const image = imageOf(hands[0]!(digit));
      expect(Math.abs(inkOf(image) - mean) / mean).toBeLessThan(0.12);
      expect(inkOf(image.slice(0, 8))).toBeGreaterThan(0);
      expect(inkOf(image.slice(56))).toBeGreaterThan(0);
    }
  });

  test('is nothing where nothing is drawn, and a dot is in the middle', () => {
    expect(inkOf(imageOf([]))).toBe(0);
    const dot = imageOf([[[200, 17]]]);
    expect([27, 28, 35, 36].map((k) => dot[k]! > FULL / 2)).toEqual([true, true, true, true]);
    expect([0, 7, 56, 63].map((k) => dot[k])).toEqual([0, 0, 0, 0]);
  });

  test('a line that lies stays a line', () => {
    const line = imageOf([
      [
        [40, 100],
        [240, 102],
      ],
    ]);
    expect(inkOf(line.slice(0, 16)) + inkOf(line.slice(48))).toBe(0);
  });
});

describe('the network that reads digits', () => {
  const answer = engine();
  let trained: Report;
  beforeAll(async () => {
    trained = await answer({ settings: first, run: 1, epochs: first.epochs });
  });

  test('gets at least 97 of 100 right that it has never seen', () => {
    expect(trained.accuracy).toBeGreaterThanOrEqual(0.97);
    const right = trained.confusion.reduce((sum, row, k) => sum + row[k]!, 0);
    expect(right / 359).toBe(trained.accuracy);
    expect(trained.confusion.flat().reduce((a, b) => a + b)).toBe(trained.test.labels.length);
    expect(trained.trained + trained.test.labels.length).toBe(1797);
  });

  test('knows nothing before it has learnt', async () => {
    const untrained = await engine()({ settings: first, run: 1, epochs: 0 });
    expect(untrained.epoch).toBe(0);
    expect(untrained.accuracy).toBeLessThan(0.4);
    expect(untrained.loss).toBeUndefined();
  });

  test('is the same whether trained at once or epoch by epoch', async () => {
    const other = engine();
    for (let epoch = 1; epoch < first.epochs; epoch++) await other({ settings: first, run: 7, epochs: 1 });
    const last = await other({ settings: first, run: 7, epochs: 1 });
    expect(last.epoch).toBe(first.epochs);
    expect(last.outputs).toEqual(trained.outputs);
  });

  test('reads what hands draw, most of it', async () => {
    const said: boolean[] = [];
    for (const hand of hands) {
      for (let digit = 0; digit < 10; digit++) {
        const image = imageOf(hand(digit));
        said.push(likeliest((await answer({ settings: { ...first, image }, run: 1, epochs: 0 })).reading) === digit);
      }
    }
    expect(said.filter(Boolean).length / said.length).toBeGreaterThan(0.85);
  });

  test('reads the two that the page begins with', async () => {
    expect(first.image).toEqual(imageOf(drawn));
    expect(likeliest(trained.reading)).toBe(2);
  });

  test('says it where steps are so long that the loss is no number', async () => {
    const report = await engine()({ settings: { ...first, rate: 1, hidden: 256, batch: 512 }, run: 1, epochs: 1 });
    expect(Array.from(report.outputs).every(Number.isFinite) || report.diverged).toBe(true);
  });
});

describe.skipIf(!thereIsChromium)('the page of digits (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();
  const done = (page: Page) => until(() => page.locator('[data-state]').getAttribute('data-state')).toBe('done');
  const accuracyOn = async (page: Page) => Number(await page.locator('data[data-name=accuracy]').getAttribute('value'));
  const said = (page: Page) => page.locator('[data-said]').getAttribute('data-said');

  /** Draws strokes with the mouse, in the surface's own units. */
  async function draw(page: Page, strokes: readonly Stroke[]) {
    const surface = page.getByRole('img', { name: en.surface });
    await surface.scrollIntoViewIfNeeded();
    const box = (await surface.boundingBox())!;
    const at = ([x, y]: readonly [number, number]) =>
      [box.x + (x / 280) * box.width, box.y + (y / 280) * box.height] as const;
    for (const stroke of strokes) {
      await page.mouse.move(...at(stroke[0]!));
      await page.mouse.down();
      for (const place of stroke.slice(1)) await page.mouse.move(...at(place));
      await page.mouse.up();
    }
  }

  test.each(['en', 'zh'])('/%s/digits/ learns by itself, to what Node computes, and reads its two', async (code) => {
    const page = await open(`${code}/digits/`);
    await done(page);
    const inNode = await engine()({ settings: first, run: 1, epochs: first.epochs });
    expect(await accuracyOn(page)).toBe(inNode.accuracy);
    expect(await accuracyOn(page)).toBeGreaterThanOrEqual(0.97);
    await until(() => said(page)).toBe('2');
    expect(troubles).toEqual([]);
  });

  test('reads what a mouse draws, and forgets it', async () => {
    const page = await open('en/digits/');
    await done(page);
    await page.getByRole('button', { name: en.clear }).click();
    await until(() => said(page)).toBe('');
    await draw(page, hands[0]!(4));
    await until(() => said(page)).toBe('4');
    await page.getByRole('button', { name: en.undo }).click();
    await until(() => said(page)).not.toBe('4');
    expect(troubles).toEqual([]);
  });

  test('a drawing can be made by keyboard, and a link brings it back', async () => {
    const page = await open('en/digits/');
    await done(page);
    await page.getByRole('button', { name: en.clear }).click();
    // A one: two columns from top to bottom, and a flag.
    await page.getByRole('button', { name: 'row 1, column 1: 0' }).focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
    }
    for (const name of ['row 2, column 3: 0', 'row 3, column 3: 0']) {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('-');
    await until(() => page.getByRole('button', { name: 'row 3, column 3: 12' }).count()).toBe(1);
    await until(() => said(page)).toBe('1');
    // The address is written when the hand has rested.
    await page.waitForTimeout(1000);
    expect(page.url()).toContain('image=');
    const again = await open(page.url().replace(/^.*\/some\/folder\//, ''));
    await done(again);
    await until(() => said(again)).toBe('1');
    expect(await again.getByRole('button', { name: 'row 3, column 3: 12' }).count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  test('a cell of the table shows as many images as it counts', async () => {
    const page = await open('en/digits/#v=1&hidden=4&epochs=5');
    await done(page);
    const wrong = page.locator('tbody td:not(.right) button').first();
    const count = await wrong.textContent();
    const before = await page.locator('[data-count]').textContent();
    await wrong.focus();
    await page.keyboard.press('Enter');
    await until(() => page.locator('[data-count]').textContent()).toBe(count);
    await until(async () => page.url()).toContain('cell=');
    await page.getByRole('button', { name: en.showAllWrong }).click();
    await until(() => page.locator('[data-count]').textContent()).toBe(before);
    expect(troubles).toEqual([]);
  });

  test('another setting begins a training anew; it can be stopped and begun again', async () => {
    const page = await open(`en/digits/#${toAddress(fields, { ...first, batch: 1, epochs: 100 })}`);
    await until(() => page.locator('[data-state]').getAttribute('data-state')).toBe('training');
    await page.getByRole('button', { name: en.stop }).click();
    await done(page);
    await page.getByRole('button', { name: en.presets.brief }).click();
    await until(() => page.getByText('2 / 2').count()).toBe(1);
    await page.getByRole('button', { name: en.again }).click();
    await done(page);
    expect(troubles).toEqual([]);
  });

  test('the digits come with the worker: the page itself is light', async () => {
    const page = await open('en/digits/');
    await done(page);
    const scripts = await page.evaluate(async () => {
      const names = performance.getEntriesByType('resource').map(({ name }) => name);
      const own = names.filter((name) => name.endsWith('.js') && !name.includes('/workers/'));
      return Promise.all(own.map(async (name) => (await fetch(name)).text()));
    });
    expect(scripts.length).toBeGreaterThan(5);
    expect(scripts.reduce((sum, text) => sum + gzipSync(text).length, 0)).toBeLessThan(150_000);
  });
});
