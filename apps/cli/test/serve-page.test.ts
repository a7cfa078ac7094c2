import { readFileSync, writeFileSync } from 'node:fs';
import { matrix } from '@nn/matrix';
import { dense, network, save, softmax } from '@nn/net';
import axe from 'axe-core';
import { parseHTML } from 'linkedom';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byHand } from './support/by-hand.js';
import { launch, thereIsChromium } from './support/chromium.js';
import { irisFiles, nn, ownFolder } from './support/command.js';
import { ask, type Served, serve, stopAll } from './support/server.js';

ownFolder();

const NASTY = `<img src=x onerror="document.title='broken'">`;
const NAMES = [`${NASTY}&amp;`, `' onfocus='alert(1)' autofocus x='`, 'two\nlines', '\u202egnp.exe\u001b[2J'];
const CLASSES = [
  `</td><script>document.title='broken'</script>`,
  'b\u2066',
  '"c"',
  ...Array.from({ length: 9 }, (_, k) => `k${k}`),
];

/** A model whose every name is a trap: two columns of numbers, two of categories. It says class k where category k is chosen. */
function hostile(): Uint8Array {
  const model = network({ inputs: 2 + CLASSES.length + 1, layers: [dense(CLASSES.length, softmax)] });
  const [weights, bias] = model.parameters;
  const row = (i: number) => CLASSES.map((_, k) => (i - 2 === k ? 5 : 0));
  weights!.set(matrix(Array.from({ length: model.inputs }, (_, i) => row(i))));
  bias!.set(matrix([CLASSES.map(() => 0)]));
  const [a, b, c, d] = NAMES;
  const features = [
    { kind: 'number', name: a, mean: 0, std: 1 },
    { kind: 'number', name: b, mean: 0, std: 1 },
    { kind: 'category', name: c, categories: CLASSES, fill: CLASSES[1] },
    { kind: 'category', name: d, categories: ['one'], fill: 'one' },
  ];
  return save(model, { pipeline: { features, target: { kind: 'classes', name: '<title>', classes: CLASSES } } });
}

let iris: Served;
let hand: Served;
let traps: Served;
beforeAll(async () => {
  irisFiles();
  writeFileSync('hand.safetensors', byHand());
  writeFileSync('<b>.safetensors', hostile());
  await nn('train iris.csv --target species --epochs 20 --hidden 8');
  [iris, hand, traps] = [
    await serve('iris.safetensors'),
    await serve('hand.safetensors'),
    await serve('<b>.safetensors'),
  ];
});
afterAll(stopAll);

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const sent = (served: Served, body: string, headers: Record<string, string> = {}) =>
  ask(served, '/', { method: 'POST', headers: { ...form, ...headers }, body });
const parsed = (html: string) => parseHTML(html).document;
const texts = (html: string, selector: string) =>
  [...parsed(html).querySelectorAll(selector)].map((node) => node.textContent?.trim());

describe('the page', () => {
  test('has a field for each column of the model', async () => {
    const { status, headers, text } = await ask(hand, '/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const document = parsed(text);
    expect(document.title).toBe('y · hand.safetensors');
    expect(texts(text, 'label')).toEqual(['a', 'b']);
    const input = document.querySelector('input')!;
    expect(['type', 'placeholder', 'value'].map((name) => input.getAttribute(name))).toEqual(['number', '1', '']);
    expect(document.getElementById(input.getAttribute('aria-describedby')!)!.textContent).toBe('usually -1 to 3');
    expect(texts(text, 'option')).toEqual(['no', 'yes']);
    expect(texts(text, 'option[selected]')).toEqual(['no']);
    expect(document.querySelector('#answer')).toBeNull();
  });

  test('answers, without a script, and keeps what was sent', async () => {
    const { text } = await sent(hand, 'c0=2.5&c1=1');
    expect(texts(text, '.said')).toEqual(['6']);
    expect(parsed(text).querySelector('input')!.getAttribute('value')).toBe('2.5');
    expect(texts(text, 'option[selected]')).toEqual(['yes']);
    expect(text).not.toContain('<script');
  });

  test('says the probabilities of classes as nn predict does', async () => {
    const cells = readFileSync('iris-test.csv', 'utf8').split('\n')[1]!.split(',');
    const { predictions, probabilities } = JSON.parse((await nn('predict iris.safetensors iris-test.csv --json')).out);
    const { text } = await sent(
      iris,
      cells
        .slice(0, 4)
        .map((cell, k) => `c${k}=${cell}`)
        .join('&'),
    );
    expect(texts(text, '.said')).toEqual([predictions[0]]);
    const percent = (p: number) => `${(100 * p).toFixed(1)} %`;
    const sorted = [...(probabilities[0] as number[])].sort((a, b) => b - a);
    expect(texts(text, 'td:last-child')).toEqual(sorted.map(percent));
    expect([...parsed(text).querySelectorAll('rect')].map((rect) => Number(rect.getAttribute('width')))).toEqual(
      sorted.map((p) => 100 * p),
    );
  });

  test('says what was left empty, and what is wrong', async () => {
    expect(texts((await sent(hand, 'c0=&c1=1')).text, 'section .quiet')).toEqual([
      'Left empty, so the mean was taken: a',
    ]);
    const wrong = await sent(hand, 'c0=1e99&c1=7');
    expect([wrong.status, ...texts(wrong.text, '.wrong')]).toEqual([
      200,
      'column a: 1e+99 is too far from the training table (mean 1, standard deviation 1); is it a slip, or another unit?',
    ]);
    expect((await sent(hand, '')).status).toBe(400);
  });

  test('speaks the language of the browser, or the one that was asked for', async () => {
    const language = async (served: Served, header: string) => {
      const { headers, text } = await ask(served, '/', { headers: { 'accept-language': header } });
      return [headers['content-language'], parsed(text).documentElement.getAttribute('lang'), ...texts(text, 'button')];
    };
    expect(await language(hand, 'zh-CN,zh;q=0.9,en;q=0.8')).toEqual(['zh', 'zh-CN', '预测']);
    expect(await language(hand, 'de, en;q=0.5, zh;q=0.2')).toEqual(['en', 'en', 'Predict']);
    expect(await language(hand, '')).toEqual(['en', 'en', 'Predict']);
    expect(await language(await serve('hand.safetensors', '--lang', 'zh'), 'en')).toEqual(['zh', 'zh-CN', '预测']);
    const { text } = await sent(hand, 'c0=&c1=1', { 'accept-language': 'zh' });
    expect(texts(text, 'section .quiet')).toEqual(['留空，已按平均值计算：a']);
  });

  test('may do nothing but look as it does and send its form', async () => {
    const { headers } = await ask(hand, '/');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  test('takes names for what they are, whatever they hold', async () => {
    const { text } = await sent(traps, 'c0=1&c1=2&c2=0&c3=0');
    const document = parsed(text);
    expect(document.querySelectorAll('script, img, [onerror], [onfocus], [autofocus]')).toHaveLength(0);
    expect(document.title).toBe('<title> · <b>.safetensors');
    expect(texts(text, 'label')).toEqual([NAMES[0], NAMES[1], NAMES[2], '\ufffdgnp.exe\ufffd[2J']);
    expect(texts(text, '.said')).toEqual([CLASSES[0]]);
    expect(texts(text, 'section .quiet')).toEqual(['and 2 less likely']);
    // The call for programs is one word of a shell.
    expect(texts(text, 'pre')[0]).toContain(`"' onfocus='alert(1)' autofocus x='"`.replaceAll("'", `'\\''`));
    expect(texts((await sent(traps, `c0=${encodeURIComponent('"><script>')}&c1=&c2=99`)).text, '.wrong')).toEqual([
      `column ${NAMES[0]}: expected a number, got '"><script>'; this column held numbers in training`,
    ]);
  });
});

describe.runIf(thereIsChromium)('in a browser', () => {
  let browser: Browser;
  const troubles: string[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  async function open(
    served: Served,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: true, ...options });
    const page = await context.newPage();
    page.on('console', (message) => troubles.push(message.text()));
    page.on('dialog', (dialog) => troubles.push(dialog.message()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    await page.goto(served.address);
    await use(page);
    await context.close();
    expect(troubles.filter((text) => !text.includes('favicon'))).toEqual([]);
  }

  test('by keyboard: fields in their order, Enter sends, the answer is shown', async () => {
    await open(iris, {}, async (page) => {
      for (const value of ['5.1', '3.5', '1.4', '0.2']) {
        await page.keyboard.press('Tab');
        await page.keyboard.type(value);
      }
      await page.keyboard.press('Enter');
      await page.waitForURL('**/#answer');
      expect(await page.textContent('.said')).toBe('setosa');
      expect(await page.inputValue('#c3')).toBe('0.2');
    });
  });

  test('names that are traps do nothing, and are sent as what they are', async () => {
    await open(traps, {}, async (page) => {
      await page.selectOption('#c2', { index: 0 });
      await page.click('button');
      await page.waitForSelector('#answer');
      expect(await page.textContent('.said')).toBe(CLASSES[0]);
      expect(await page.title()).toBe('<title> · <b>.safetensors');
    });
  });

  test.each([
    [390, 'light', 'en-GB'],
    [390, 'dark', 'zh-CN'],
    [1280, 'light', 'zh-CN'],
    [1280, 'dark', 'en-GB'],
  ] as const)('%d wide, %s, %s: fits, and axe finds nothing', async (width, colorScheme, locale) => {
    await open(traps, { viewport: { width, height: 800 }, colorScheme, locale }, async (page) => {
      await page.click('button');
      await page.click('summary');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const { violations } = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run()`);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  });
});
