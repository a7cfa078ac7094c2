import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fitPipeline, readCsv, table } from '@nn/data';
import { dense, load, network, softmax } from '@nn/net';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { nn, ownFolder } from '../../cli/test/support/command.js';
import { initialOf } from '../src/lib/settings/address.js';
import { bench } from '../src/routes/[lang=lang]/table/bench.js';
import { modelName, quoted, trainCommand } from '../src/routes/[lang=lang]/table/commands.js';
import { en } from '../src/routes/[lang=lang]/table/en.js';
import { importanceOf } from '../src/routes/[lang=lang]/table/importance.js';
import { planOf } from '../src/routes/[lang=lang]/table/plan.js';
import type { Answer, Choice, Request, Source } from '../src/routes/[lang=lang]/table/protocol.js';
import { sampleFile } from '../src/routes/[lang=lang]/table/samples.js';
import { fields, type Sample } from '../src/routes/[lang=lang]/table/settings.js';
import { faults, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

ownFolder();

const first = initialOf(fields);

/** A worker's inside, asked one thing after the other; gives all that it has said. */
async function asked(...requests: readonly Request[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const answer = bench((message) => answers.push(message));
  for (const request of requests) await answer(request);
  return answers;
}

const trained = async (file: Source, choice: Choice) => {
  const answers = await asked({ kind: 'look', run: 1, file, choice }, { kind: 'train', run: 2, choice });
  const last = answers.at(-1)!;
  if (last.kind !== 'trained') throw new Error(JSON.stringify(last));
  return last.result;
};

describe('a table becomes a model', () => {
  test.each<[Sample, Partial<Choice>]>([
    ['iris', {}],
    ['flats', {}],
    ['iris', { target: 'petal_width', hidden: '16,8', activation: 'tanh', rate: 0.01, epochs: 12, seed: 3 }],
    ['flats', { target: 'district', task: 'classes', hidden: 'none', epochs: 5, ignored: ['year', 'rooms'] }],
  ])('of %s with %j, byte for byte the one of nn train', async (name, change) => {
    const settings = { ...first, ...change };
    const { source, bytes } = sampleFile(name);
    const result = await trained(name, settings);
    writeFileSync(source, result.table!);
    const command = trainCommand(source, planOf(readCsv(bytes, { source }), settings), settings);
    const { code, err } = await nn(command.replace(/^nn /, ''));
    expect([code, err]).toEqual([0, expect.stringContaining('saved')]);
    expect(Buffer.from(result.model).equals(readFileSync(modelName(source)))).toBe(true);
  });

  test('whose answers to a form are those of nn predict', async () => {
    const row = { sepal_length: '6.1', sepal_width: '2.9', petal_length: '4.7', petal_width: '1.4' };
    const answers = await asked(
      { kind: 'look', run: 1, file: 'iris', choice: first },
      { kind: 'train', run: 2, choice: first },
      { kind: 'ask', run: 2, cells: Object.entries(row) },
    );
    const [made, answered] = answers.slice(-2) as [Answer & { kind: 'trained' }, Answer & { kind: 'answered' }];
    writeFileSync('page.safetensors', made.result.model);
    writeFileSync('row.csv', `${Object.keys(row).join()}\n${Object.values(row).join()}\n`);
    const { out } = await nn('predict page.safetensors row.csv --json');
    expect(JSON.parse(out)).toMatchObject({
      predictions: [answered.said.value],
      probabilities: [answered.said.probabilities],
    });
    expect(answered.said.value).toBe('versicolor');
    expect(load(made.result.model).model.outputs).toBe(3);
  });

  test('that can be judged: irises, and rents of which the rule is known', async () => {
    const iris = (await trained('iris', first)).quality!;
    expect(iris.task === 'classes' && iris.accuracy).toBeGreaterThanOrEqual(0.9);
    const flats = await trained('flats', first);
    expect(flats.quality?.task === 'number' && flats.quality.r2).toBeGreaterThan(0.9);
    // The size is most of a rent.
    expect(flats.importance![0]!.column).toBe('size');
    expect(flats.pairs).toHaveLength(48);
  });

  test('unless another choice or a stop comes between', async () => {
    const answers: Answer[] = [];
    const answer = bench((message) => answers.push(message));
    await answer({ kind: 'look', run: 1, file: 'iris', choice: first });
    const training = answer({ kind: 'train', run: 2, choice: { ...first, epochs: 2000 } });
    await answer({ kind: 'stop' });
    await training;
    expect(answers.some(({ kind }) => kind === 'trained')).toBe(false);
    await answer({ kind: 'ask', run: 2, cells: [] });
    expect(answers.some(({ kind }) => kind === 'answered')).toBe(false);
  });
});

describe('importance', () => {
  test('is what shuffling a column costs: nothing where the network does not look at it', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [i % 2, (i * 7) % 11, i % 2 === 0 ? 'even' : 'odd'] as const);
    const of = table(['a', 'b', 'is'].map((name, k) => ({ name, cells: rows.map((row) => String(row[k])) })));
    const pipeline = fitPipeline(of, { target: 'is' });
    const model = network({ inputs: 2, layers: [dense(2, softmax)] });
    // It says odd where a is large, whatever b is.
    const [weight, bias] = model.parameters;
    const w = weight!.get();
    w.data.set([-5, 5, 0, 0]);
    weight!.set(w);
    expect(bias!.get().data.every((v) => v === 0)).toBe(true);
    const [most, least] = importanceOf(model, pipeline, of);
    expect(most!.column).toBe('a');
    // Half of the rows get the other value.
    expect(most!.worse).toBeGreaterThan(0.3);
    expect(most!.worse).toBeLessThan(0.7);
    expect(least).toEqual({ column: 'b', worse: 0 });
  });
});

describe('a bad table', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const look = async (text: string, change: Partial<Choice> = {}) => {
    const file = { source: 'mine.csv', bytes: bytes(text) };
    const [answer] = await asked({ kind: 'look', run: 1, file, choice: { ...first, ...change } });
    return (answer as Answer & { kind: 'looked' }).look;
  };

  test.each([
    ['', 'mine.csv: the table is empty'],
    ['a,b\n1,2\n1\n', 'mine.csv:3: this row has 1 cell, but the table has 2 columns'],
    ['a,a\n1,2\n', 'columns with the same name'],
    ['a,b\n1,"2\n', 'a quote is opened in this row and never closed'],
    ['a,b\n1,x\n2,x\n', "every row is 'x'"],
    ['a,b\n1,2\nx,3\n4,5\n5,9\n', "mine.csv:3, column a: expected a number, got 'x'"],
    ['a,b\n1,\n2,\n', 'no row has a value'],
  ])('%j is refused with what the packages say', async (text, message) => {
    expect((await look(text)).problem).toContain(message);
  });

  test('names the column that was probably meant', async () => {
    expect((await look('height,weight\n1,2\n3,4\n5,6\n', { target: 'wieght' })).problem).toContain(
      "did you mean 'weight'?",
    );
  });

  test('can be seen all the same, and its long cells are cut', async () => {
    const { table: view, plan } = await look(`a,b\n1,${'x'.repeat(10_000)}\n2,y\n3,y\n`);
    expect(view!.columns[1]!.cells[0]!.length).toBeLessThan(100);
    expect(plan!.task).toBe('classes');
  });
});

describe('commands', () => {
  test.each(["it's", 'two words', '$(echo no)', '`no`', 'a"b', '\\', '*', '列', 'a\nb', '!x', '~'])(
    'a shell takes %j as it is',
    (word) => {
      expect(execFileSync('sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' })).toBe(word);
    },
  );

  test('say only what is not as usual', () => {
    const plan = planOf(readCsv(sampleFile('iris').bytes), first);
    expect(trainCommand('iris.csv', plan, first)).toBe('nn train iris.csv --target species');
    const changed = { ...first, hidden: '16,16', rate: 0.01, seed: 7 };
    expect(trainCommand('my data.csv', plan, changed)).toBe(
      "nn train 'my data.csv' --target species --hidden 16,16 --learning-rate 0.01 --seed 7",
    );
    expect(trainCommand('-x.csv', { ...plan, target: '-y' }, first)).toBe('nn train ./-x.csv --target=-y');
  });
});

describe.skipIf(!thereIsChromium)('the page of tables (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles, url } = theSite();
  const state = (page: Page) => page.locator('[data-state]').getAttribute('data-state');
  const train = async (page: Page) => {
    await page.getByRole('button', { name: en.train, exact: true }).click();
    await expect.poll(() => state(page), { timeout: 30_000 }).toBe('trained');
  };
  const give = async (page: Page, name: string, text: string) => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await until(() => page.locator('[data-rows] b').textContent()).toBe(name);
  };

  test('trains on irises as nn train does; the download is what nn predict opens; nothing is sent anywhere', async () => {
    const page = await open('en/table/');
    const sent: string[] = [];
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(url()) || request.url().startsWith('blob:');
      if (!isOwn || request.method() !== 'GET') sent.push(request.url());
    });
    await train(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: en.download }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('iris.safetensors');
    const bytes = readFileSync(await download.path());
    writeFileSync('iris.csv', sampleFile('iris').bytes);
    await nn('train iris.csv --target species --model node.safetensors');
    expect(bytes.equals(readFileSync('node.safetensors'))).toBe(true);
    writeFileSync('browser.safetensors', bytes);
    const { code, out } = await nn('predict browser.safetensors iris.csv');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual(['species', 'setosa']);
    expect(sent).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('the form answers at once, and says what is no number', async () => {
    const page = await open('en/table/');
    await train(page);
    const answer = page.locator('[data-answer]');
    await page.getByLabel('petal_length', { exact: true }).fill('1.3');
    await page.getByLabel('petal_width', { exact: true }).fill('0.2');
    await until(() => answer.textContent()).toBe('setosa');
    await page.getByLabel('petal_length', { exact: true }).fill('long');
    await until(() => page.getByText("expected a number, got 'long'").count()).toBe(1);
    await page.getByLabel('petal_length', { exact: true }).fill('6');
    await page.getByLabel('petal_width', { exact: true }).fill('2.4');
    await until(() => answer.textContent()).toBe('virginica');
    expect(troubles).toEqual([]);
  });

  test('a column is chosen and another left out by keyboard; a link brings it back', async () => {
    const page = await open('en/table/#v=1&source=flats');
    await until(() => page.locator('[data-rows] b').textContent()).toBe('flats.csv');
    await page.getByRole('radio', { name: `${en.predict}: district` }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: `${en.use}: year` }).focus();
    await page.keyboard.press('Space');
    await until(() => page.locator('[data-column=district] .kind').textContent()).toContain(en.targets.classes);
    await until(() => page.locator('[data-column=year] .kind').textContent()).toContain(en.kinds.ignored);
    await until(async () => page.url()).toContain('ignored=');
    const again = await open(page.url().replace(/^.*\/some\/folder\//, ''));
    await until(() => again.locator('[data-column=year] .kind').textContent()).toContain(en.kinds.ignored);
    await again.getByRole('link', { name: '中文' }).click();
    await until(() => again.locator('[data-column=year] input[type=checkbox]').isChecked()).toBe(false);
    expect(troubles).toEqual([]);
  });

  test('cells that are markup, names that are code, and words without end do no harm', async () => {
    const page = await open('en/table/', { viewport: { width: 360, height: 740 } });
    const markup = '<img src=x onerror="document.title=1">';
    const long = 'endless'.repeat(3000);
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i},${i % 2 ? long : markup.replaceAll('"', "'")},${i % 4 ? 'yes' : '<script>alert(1)</script>'}`,
    );
    await give(
      page,
      '<b>mine</b> $(x).csv',
      `"${markup.replaceAll('"', '""')}",__proto__,constructor\n${rows.join('\n')}\n`,
    );
    await page.getByRole('slider', { name: en.mostEpochs }).fill('10');
    await train(page);
    await until(() => page.locator('[data-answer]').textContent()).not.toBe('…');
    expect(await page.locator('main img, main script, main b b').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await page.locator('pre').first().textContent()).toContain("'<b>mine</b> $(x).csv'");
    expect(troubles).toEqual([]);
  });

  test('a slip is said with what to do; a table that is pasted mends it', async () => {
    const page = await open('en/table/');
    await page.getByRole('button', { name: en.sampleNames.faulty }).click();
    await until(() => page.getByRole('alert').textContent()).toContain(
      "faulty.csv:3, column weight: expected a number, got '6o'",
    );
    expect(await page.getByRole('button', { name: en.train, exact: true }).count()).toBe(0);
    await page.getByText(en.paste, { exact: true }).click();
    const rows = Array.from({ length: 30 }, (_, i) => `${i},${2 * i + 1}`);
    await page.getByLabel(en.pasteLabel).fill(`x,y\n${rows.join('\n')}\n`);
    await page.getByRole('button', { name: en.usePasted }).click();
    await until(() => page.locator('[data-rows] b').textContent()).toBe(en.pastedName);
    expect(await page.getByRole('alert').count()).toBe(0);
    await train(page);
    expect(Number(await page.locator('data[data-name=r2]').getAttribute('value'))).toBeGreaterThan(0.9);
    expect(troubles).toEqual([]);
  });

  test('a link to a table of one’s own says that the table is not in it', async () => {
    const page = await open('en/table/#v=1&source=own&target=y');
    await until(() => page.getByRole('alert').textContent()).toBe(en.lost);
    await give(page, 'small.csv', 'x,y\n1,2\n2,4\n3,6\n4,8\n5,11\n');
    expect(await page.locator('[data-notes]').textContent()).toContain('5 rows are too few to hold any back');
    await page.getByRole('slider', { name: en.mostEpochs }).fill('20');
    await train(page);
    expect(await page.getByText(en.noneHeld).count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('what a training shows is for everybody, %s', async (colorScheme) => {
    for (const source of ['iris', 'flats']) {
      const page = await open(`en/table/#v=1&source=${source}`, { viewport: { width: 360, height: 740 }, colorScheme });
      await until(() => page.locator('[data-rows] b').textContent()).toBe(`${source}.csv`);
      await train(page);
      expect(await faults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
  });

  test('a training can be stopped', async () => {
    const page = await open('en/table/#v=1&source=flats&epochs=2000&rate=0.0001&hidden=256,256');
    await until(() => page.locator('[data-rows] b').textContent()).toBe('flats.csv');
    await page.getByRole('button', { name: en.train, exact: true }).click();
    await page.getByRole('button', { name: en.stop }).dispatchEvent('click');
    await until(() => state(page)).toBe('idle');
  });
});
