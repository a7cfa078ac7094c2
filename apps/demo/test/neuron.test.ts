import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { en } from '../src/routes/[lang=lang]/neuron/en.js';
import { zh } from '../src/routes/[lang=lang]/neuron/zh.js';
import { theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

describe.skipIf(!thereIsChromium)('the neuron (needs Chromium: apt-get install chromium)', () => {
  const { browser, open, troubles, url } = theSite();
  const numberAt = async (page: Page, name: string) =>
    Number((await page.locator(`[data-number="${name}"]`).first().textContent())!.replace('−', '-'));
  const slider = (page: Page, name: string) => page.locator(`[role=slider][data-weight=${name}]`);

  test.each([
    ['zh', zh],
    ['en', en],
  ] as const)('/%s/ is whole, in its language, without a complaint', async (code, words) => {
    const page = await open(`${code}/neuron/`);
    expect(await page.locator('html').getAttribute('lang')).toBe(code);
    expect(await page.locator('h1').textContent()).toBe(words.heading);
    // σ(0.25) = 0.5622, and the loss is ½ (0.5622 - 1)² = 0.0958.
    await until(() => numberAt(page, 'y')).toBe(0.56);
    expect(await numberAt(page, 'total')).toBe(0.0958);
    expect(await page.locator('math').count()).toBeGreaterThan(20);
    expect(troubles).toEqual([]);
  });

  test.each([
    ['zh-CN', 'zh'],
    ['en-US', 'en'],
    ['fr-FR', 'en'],
  ])('/ leads a reader of %s to /%s/', async (locale, code) => {
    const page = await open('', { locale });
    await until(async () => page.url()).toBe(`${url()}${code}/`);
    expect(await page.locator('html').getAttribute('lang')).toBe(code);
    expect(troubles).toEqual([]);
  });

  test('/ has plain links, and the pages their numbers, for who runs no scripts', async () => {
    const context = await browser().newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(url());
    await page.getByRole('link', { name: '中文' }).click();
    await page.getByRole('link', { name: '亲手拨动一个神经元' }).click();
    expect(page.url()).toBe(`${url()}zh/neuron/`);
    expect(await numberAt(page, 'y')).toBe(0.56);
  });

  test('the keys move a weight, and the numbers follow', async () => {
    const page = await open('en/neuron/');
    await slider(page, 'w1').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await slider(page, 'w1').getAttribute('aria-valuenow')).toBe('1.59');
    // z = 1.59 - 0.5 + 0.25 = 1.34, y = σ(1.34).
    await until(() => numberAt(page, 'z')).toBe(1.34);
    expect(await numberAt(page, 'y')).toBe(0.79);
    expect(await page.locator('[data-equation=z]').textContent()).toContain('1.59');
    expect(troubles).toEqual([]);
  });

  test('a pointer drags a weight: up is more', async () => {
    // High enough for the handle not to be behind the bar of buttons.
    const page = await open('en/neuron/', { viewport: { width: 1280, height: 1100 } });
    const box = (await slider(page, 'b').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 50, { steps: 5 });
    await page.mouse.up();
    // 50 pixels of 0.02 each: b = 1.25, z = 0.5 - 0.5 + 1.25.
    await until(() => numberAt(page, 'z')).toBe(1.25);
    expect(await slider(page, 'b').getAttribute('aria-valuenow')).toBe('1.25');
  });

  test('a weight can be typed, and what is no number changes nothing', async () => {
    const page = await open('en/neuron/');
    const field = page.getByRole('textbox', { name: 'w2' });
    await field.fill('0,5');
    await until(() => numberAt(page, 'z')).toBe(1);
    await field.fill('0.5x');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.blur();
    expect(await field.inputValue()).toBe('0.5');
    expect(await numberAt(page, 'z')).toBe(1);
  });

  test('one step is w - η ∂E/∂w, as the page says beforehand', async () => {
    const page = await open('en/neuron/');
    // δ = (0.56218 - 1) 0.56218 (1 - 0.56218) = -0.10776, so w1 becomes 0.60776.
    expect(await page.locator('[data-equation=update-w1]').textContent()).toContain('0.6078');
    await page.getByRole('button', { name: en.oneStep }).click();
    await until(() => numberAt(page, 'steps')).toBe(1);
    expect(await slider(page, 'w1').getAttribute('aria-valuenow')).toBe('0.6078');
    expect(await numberAt(page, 'total')).toBeLessThan(0.0958);
  });

  test('training learns AND; another language keeps the neuron and the place; reset begins anew', async () => {
    const page = await open('en/neuron/');
    await page.getByRole('radio', { name: en.and, exact: true }).check();
    await until(() => page.locator('tbody tr').count()).toBe(4);
    const before = await numberAt(page, 'total');
    await page.locator('.bar input[type=range]').fill('1');
    await page.getByRole('button', { name: en.train }).click();
    await until(() => numberAt(page, 'steps')).toBeGreaterThan(500);
    await page.getByRole('button', { name: en.pause }).click();
    await until(() => page.getByRole('button', { name: en.train }).count()).toBe(1);
    expect(await numberAt(page, 'total')).toBeLessThan(before / 20);
    const outputs = await Promise.all([0, 1, 2, 3].map((i) => numberAt(page, `y${i}`)));
    expect(outputs.map(Math.round)).toEqual([0, 0, 0, 1]);
    expect(await page.locator('[data-boundary]').count()).toBe(1);

    const weight = await slider(page, 'w1').getAttribute('aria-valuenow');
    await page.locator('#plane').scrollIntoViewIfNeeded();
    const top = await page.evaluate(() => scrollY);
    // A click would scroll to the link first.
    await page.getByRole('link', { name: '中文' }).dispatchEvent('click');
    await until(() => page.locator('h1').textContent()).toBe(zh.heading);
    expect(page.url()).toMatch(/\/zh\/neuron\/#v=1&/);
    expect(await page.locator('html').getAttribute('lang')).toBe('zh');
    expect(await slider(page, 'w1').getAttribute('aria-valuenow')).toBe(weight);
    expect(top).toBeGreaterThan(100);
    expect(Math.abs((await page.evaluate(() => scrollY)) - top)).toBeLessThan(400);

    await page.getByRole('button', { name: zh.reset }).click();
    await until(() => numberAt(page, 'steps')).toBe(0);
    expect(await slider(page, 'w1').getAttribute('aria-valuenow')).toBe('0.5');
    expect(troubles).toEqual([]);
  });

  test('steps that are too long are called so, before and after', async () => {
    // Here with all its pictures, one for each step.
    const page = await open('en/neuron/', { reducedMotion: 'no-preference' });
    await page.getByRole('radio', { name: en.linear }).check();
    await page.locator('.bar input[type=range]').fill('0.5');
    await until(() => page.locator('.bar [role=status]').textContent()).toBe(en.overshoot);
    await page.getByRole('button', { name: en.train }).click();
    await until(() => page.locator('.bar [role=status]').textContent()).toBe(en.diverged);
    expect(troubles).toEqual([]);
  });

  test.each(['zh', 'en'])('/%s/ fits a width of 360 pixels', async (code) => {
    const page = await open(`${code}/neuron/`, { viewport: { width: 360, height: 740 } });
    await page.locator('input[name=data][value=xor]').check();
    await until(() => page.locator('tbody tr').count()).toBe(4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
