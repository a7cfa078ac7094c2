import { digits } from '@nn/data';
import { dense, relu, softmax } from '@nn/net';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { histogram, summarize } from '../src/report/column-summary.js';
import { report } from '../src/report/report.js';
import { modelOf, tableOf } from './support/model.js';
import { optionsOf } from './support/report.js';

describe('the summary of a column', () => {
  const table = tableOf({
    size: [1, 2, '', 4, 9, 'NA'],
    kind: ['flat', 'villa', 'flat', '', 'flat ', 'villa'],
    id: ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'],
    price: [10, 20, 30, 40, 50, 60],
  });
  const { pipeline } = modelOf(table.without('id'), { target: 'price', task: 'number' }, (n) => [dense(n)]);

  test('says what is in it, what is missing and what it is for', () => {
    const [size, kind, id, price] = summarize(table, pipeline);
    expect(size).toMatchObject({ name: 'size', role: 'input', kind: 'number', missing: 2, least: 1, most: 9, mean: 4 });
    expect(kind).toEqual({
      name: 'kind',
      role: 'input',
      kind: 'words',
      missing: 1,
      different: 2,
      frequent: [
        { word: 'flat', count: 3 },
        { word: 'villa', count: 2 },
      ],
    });
    expect(id).toMatchObject({ role: 'unused', kind: 'words', different: 6, missing: 0 });
    expect(price).toMatchObject({ role: 'target', kind: 'number', least: 10, most: 60, mean: 35 });
  });

  test('has a histogram from the least to the most', () => {
    expect(histogram([0, 1, 2, 3, 4], 0, 4, 4)).toEqual([1, 1, 1, 2]);
    expect(histogram([7, 7, 7], 7, 7, 4)).toEqual([0, 0, 3, 0]);
  });
});

describe('a report', () => {
  const names = {
    columns: ['width', 'height', 'kind'],
    classes: ['large', 'middle', 'small'],
    cells: ['wood', 'steel'],
    other: ['things.csv', 'dead-relu', 'half of the units are dead', 'things', 'column x is empty; it is not used'],
  } as const;
  const textOf = (page: string) => parseHTML(page).document.body.textContent!.replace(/\s+/g, ' ');

  test('holds quality, diagnoses (the gravest first), notes, pictures, layers, recipe and data', async () => {
    const options = optionsOf(names, 'classes');
    const page = await report(options);
    const text = textOf(page);
    const said = options.model.predict(options.pipeline.encode(options.table!).x).toArray();
    const truth = options.table!.column('kind').cells;
    const right = said.filter((row, i) => names.classes[row.indexOf(Math.max(...row))] === truth[i]).length;
    expect(text).toContain(`Accuracy on 60 rows${((100 * right) / 60).toFixed(1)} %`);
    expect(text).toContain('Predicting kind');
    expect(text).toContain('A network that reads 2 columns of a row and answers with kind: one of 3 classes.');
    expect(text).toMatch(/Error half of the units are dead softmax-twice.*Warning width: column x.*Hint column x/);
    expect(text).toContain('column x is empty; it is not used');
    expect(text).toContain('hidden[4]');
    expect(text).toContain('dense4relu12');
    expect(text).toContain('dense3softmax15');
    expect(text).toContain('60 rows and 3 columns of things.csv.');
    expect(text).toContain('nn predict things.safetensors new-rows.csv');
    expect(parseHTML(page).document.querySelectorAll('figure.picture')).toHaveLength(7);
    expect(await report(options)).toBe(page);
  });

  test('is in Chinese where that is the language', async () => {
    const zh = {
      lang: 'zh',
      tell: (text: string | { zh: string }) => (typeof text === 'string' ? text : text.zh),
    } as const;
    const page = await report({ ...optionsOf(names, 'number'), io: zh });
    expect(page).toContain('<html lang="zh-Hans">');
    expect(textOf(page)).toContain('这个网络读取每一行的 2 列，回答 kind：一个数值。');
    expect(textOf(page)).toContain('均方根误差（60 行）');
  });

  test('tells of a model alone, of which nothing was noted, and of odd notes', async () => {
    const { table: _, judged: __, ...rest } = optionsOf(names, 'classes');
    for (const metadata of [
      {},
      { recipe: null, data: 7, history: 'x', validation: { task: 'classes', accuracy: 'high' }, epochs: 'many' },
      { validation: { task: 'classes', rows: 3, accuracy: 1, baseline: null, confusion: [[1]] } },
    ]) {
      const page = await report({ ...rest, metadata, notes: [], diagnoses: [] });
      const pictures = [...parseHTML(page).document.querySelectorAll('figure title')].map((title) => title.textContent);
      expect(pictures).toEqual(['Where it says which kind', 'Its weights']);
      expect(textOf(page)).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('stays below 500 kB for 1,797 digits of 64 columns and 9,610 weights', async () => {
    const table = digits();
    const made = modelOf(table, { target: 'digit' }, (outputs) => [dense(128, relu), dense(outputs, softmax)]);
    const options = { ...optionsOf(names, 'classes'), ...made, metadata: {}, table, judged: { ...made, rows: table } };
    expect((await report(options)).length).toBeLessThan(500_000);
  });
});
