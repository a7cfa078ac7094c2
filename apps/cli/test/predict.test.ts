import { writeFileSync } from 'node:fs';
import type { Table } from '@nn/data';
import { matrix } from '@nn/matrix';
import { dense, network, save } from '@nn/net';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csv, csvOf, files, irisFiles, nn, ownFolder } from './support/command.js';

ownFolder();

let unseen: Table;
beforeAll(async () => {
  unseen = irisFiles();
  await nn('train iris.csv --target species --hidden 16 --optimizer adam --learning-rate 0.02 --epochs 60');
  const rows = Array.from({ length: 60 }, (_, i) => [i, 'xyz'[i % 3]!, i * 10 + (i % 3)]);
  csv('mixed.csv', [['n', 'letter', 'y'], ...rows]);
  await nn('train mixed.csv --target y --epochs 20');
});

const answersTo = async (model: string, table: string) => {
  const { code, out } = await nn(`predict ${model}.safetensors ${table}`);
  expect(code).toBe(0);
  return out.trim().split('\n').slice(1);
};

describe('nn predict', () => {
  test('answers each row, in the order of the rows', async () => {
    const said = await answersTo('iris', 'iris-test.csv');
    expect(said).toHaveLength(45);
    expect(new Set(said)).toEqual(new Set(['setosa', 'versicolor', 'virginica']));
    const order = Array.from({ length: 45 }, (_, i) => (i * 7) % 45);
    csvOf('shuffled.csv', unseen.select(order));
    expect(await answersTo('iris', 'shuffled.csv')).toEqual(order.map((i) => said[i]));
    csvOf('single.csv', unseen.select([7]));
    expect(await answersTo('iris', 'single.csv')).toEqual([said[7]]);
  });

  test('neither the target, nor further columns, nor their order change an answer', async () => {
    const said = await answersTo('iris', 'iris-test.csv');
    const [a, b, c, d] = unseen.columns.map((column) => column.cells);
    const rows = said.map((_, i) => [d![i]!, 'junk', b![i]!, a![i]!, 'no species', c![i]!]);
    csv('other.csv', [['petal_width', 'extra', 'sepal_width', 'sepal_length', 'species', 'petal_length'], ...rows]);
    expect(await answersTo('iris', 'other.csv')).toEqual(said);
  });

  test('gives probabilities that add up to 1, the largest for the answer', async () => {
    const { out } = await nn('predict iris.safetensors iris-test.csv --probabilities');
    const [header, ...rows] = out.trim().split('\n');
    expect(header).toBe('species,p(setosa),p(versicolor),p(virginica)');
    for (const row of rows) {
      const [said, ...chances] = row.split(',');
      const p = chances.map(Number);
      expect(p.reduce((s, v) => s + v, 0)).toBeCloseTo(1, 5);
      expect(['setosa', 'versicolor', 'virginica'][p.indexOf(Math.max(...p))]).toBe(said);
    }
  });

  test('says the same as JSON', async () => {
    const { code, out } = await nn('predict iris.safetensors iris-test.csv --json');
    expect(code).toBe(0);
    const { target, predictions, classes, probabilities } = JSON.parse(out);
    expect(target).toBe('species');
    expect(predictions).toEqual(await answersTo('iris', 'iris-test.csv'));
    expect(classes).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(probabilities).toHaveLength(45);
    expect(JSON.parse((await nn('predict mixed.safetensors mixed.csv --json')).out)).toEqual({
      target: 'y',
      predictions: (await answersTo('mixed', 'mixed.csv')).map(Number),
    });
  });

  test('writes labels with commas and quotes so that they can be read again', async () => {
    const labels = ['"a, b"', '"say ""c"""'];
    csv('odd.csv', [
      ['n', '"y, or not"'],
      ...Array.from({ length: 40 }, (_, i) => [i < 20 ? 0 : 9, labels[Number(i < 20)]!]),
    ]);
    await nn('train odd.csv --epochs 40 --target', 'y, or not');
    const { out } = await nn('predict odd.safetensors odd.csv');
    expect(out.split('\n').slice(0, 2)).toEqual(['"y, or not"', labels[1]]);
    expect(out.split('\n').at(-2)).toBe(labels[0]);
  });

  test('takes an unknown category as none of those it knows, and fills in what is missing; both are said or done', async () => {
    csv('unknown.csv', 'n,letter\n5,q\n,x\n');
    const { code, out, err } = await nn('predict mixed.safetensors unknown.csv');
    expect(code).toBe(0);
    expect(err).toContain("column letter: 'q' not seen in training (known: x, y, z); taken as none of them");
    expect(out.trim().split('\n').slice(1).map(Number).every(Number.isFinite)).toBe(true);
  });
});

describe('nn predict refuses', () => {
  let before: string[];
  beforeEach(() => {
    before = files();
  });

  async function refused(args: string, message: string, exit = 1) {
    const { code, out, err } = await nn(args);
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    expect(files()).toEqual(before);
  }

  test.each([
    [
      'columns that are missing, all at once',
      'sepal_length,sepalwidth,petal_width\n1,2,3\n',
      "bad.csv: columns of the training table are missing: sepal_width (there is 'sepalwidth'), petal_length",
    ],
    [
      'a word for a number',
      'sepal_length,sepal_width,petal_length,petal_width\n1,2,3,4\n5,6,long,8\n',
      "bad.csv:3, column petal_length: expected a number, got 'long'",
    ],
    [
      'a number that single precision cannot hold',
      'sepal_length,sepal_width,petal_length,petal_width\n1,2,3,4\n5,6,1e300,8\n',
      'bad.csv:3, column petal_length: 1e+300 is too far from the training table',
    ],
    [
      'no rows',
      'sepal_length,sepal_width,petal_length,petal_width\n',
      'bad.csv: the table has column names but no rows',
    ],
    [
      'a ragged row',
      'sepal_length,sepal_width,petal_length,petal_width\n1,2,3\n',
      'bad.csv:2: this row has 3 cells, but',
    ],
    ['nothing', '', 'bad.csv: the table is empty'],
  ])('%s', async (_, content, message) => {
    csv('bad.csv', content);
    before = files();
    await refused('predict iris.safetensors bad.csv', message);
  });

  test('an answer that is too large for a number', async () => {
    const model = network({ inputs: 1, layers: [dense(1)] });
    model.parameters[0]!.set(matrix([[1e30]]));
    const standard = { kind: 'number', mean: 0, std: 1 };
    const pipeline = { features: [{ ...standard, name: 'a' }], target: { ...standard, name: 'y' } };
    writeFileSync('steep.safetensors', save(model, { pipeline }));
    csv('steep.csv', 'a\n1\n1e30\n');
    before = files();
    await refused('predict steep.safetensors steep.csv', 'steep.csv:3: the answer for this row is not a finite number');
  });

  test('files that are not there, and the two in the wrong order', async () => {
    await refused('predict iris.safetensor iris.csv', "did you mean 'iris.safetensors'?");
    await refused('predict . iris.csv', '.: cannot be read: this is a folder; expected a file');
    await refused('predict iris.safetensors iris-tests.csv', "did you mean 'iris-test.csv'?");
    await refused(
      'predict iris.csv iris.safetensors',
      'nn: iris.csv: this is not a model (.safetensors); expected a file that nn train saved\n',
    );
    await refused(
      'predict iris.safetensors iris.safetensors',
      'nn: iris.safetensors: this is a model (.safetensors); expected a table here, such as data.csv\n',
    );
    await refused('predict iris.safetensors', "missing required argument 'data'", 2);
    await refused('predict iris.safetensors iris-test.csv --jsn', '(Did you mean --json?)', 2);
  });
});
