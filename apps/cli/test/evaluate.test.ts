import { beforeAll, describe, expect, test } from 'vitest';
import { csv, irisFiles, nn, nnOnTerminal, ownFolder } from './support/command.js';

ownFolder();

const lines = (text: string) => text.trim().split('\n');

beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --hidden 16 --optimizer adam --learning-rate 0.02 --epochs 60');
  // y is twice n: the answers are known.
  csv('line.csv', [['n', 'y'], ...Array.from({ length: 60 }, (_, i) => [i / 10, i / 5])]);
  await nn('train line.csv --target y --hidden none --optimizer adam --learning-rate 0.05 --epochs 150');
});

describe('nn evaluate', () => {
  test('counts what is right, beside the majority class', async () => {
    // Seven flowers, four of them versicolor; the labels of two are wrong on purpose.
    const rows = [
      '5,3.4,1.5,0.2,setosa',
      '5.9,2.8,4.2,1.3,setosa',
      '5,3.4,1.4,0.2,versicolor',
      ...Array(3).fill('5.7,2.8,4.1,1.3,versicolor'),
      '6.6,3.1,5.9,2.2,virginica',
    ];
    csv('seven.csv', ['sepal_length,sepal_width,petal_length,petal_width,species', ...rows].join('\n'));
    const { code, out } = await nn('evaluate iris.safetensors seven.csv');
    expect(code).toBe(0);
    expect(lines(out)[0]).toBe('accuracy on 7 rows: majority class 0.57, this model 0.71');
    const q = JSON.parse((await nn('evaluate iris.safetensors seven.csv --json')).out);
    expect(q).toEqual({
      model: 'iris.safetensors',
      target: 'species',
      task: 'classes',
      rows: 7,
      accuracy: 5 / 7,
      baseline: { class: 'versicolor', accuracy: 4 / 7 },
      classes: ['setosa', 'versicolor', 'virginica'],
      confusion: [
        [1, 1, 0],
        [1, 3, 0],
        [0, 0, 1],
      ],
    });
    expect(
      lines(out)
        .slice(2)
        .map((line) => line.trim().split(/\s+/)),
    ).toEqual([
      ['setosa', 'versicolor', 'virginica'],
      ['setosa', '1', '1', '0'],
      ['versicolor', '1', '3', '0'],
      ['virginica', '0', '0', '1'],
    ]);
  });

  test('measures numbers in their own units, beside saying always the mean', async () => {
    csv('truth.csv', 'n,y\n1,2\n2,4\n3,6\n4,8\n');
    const q = JSON.parse((await nn('evaluate line.safetensors truth.csv --json')).out);
    expect(q).toMatchObject({ model: 'line.safetensors', target: 'y', task: 'number', rows: 4 });
    // The mean of 2, 4, 6, 8 is 5; their deviations 3, 1, 1, 3.
    expect(q.baseline).toEqual({ mean: 5, rmse: Math.sqrt(5) });
    const said = lines((await nn('predict line.safetensors truth.csv')).out)
      .slice(1)
      .map(Number);
    const errors = said.map((v, i) => v - 2 * (i + 1));
    expect(q.rmse).toBeCloseTo(Math.sqrt(errors.reduce((s, e) => s + e * e, 0) / 4), 12);
    expect(q.mae).toBeCloseTo(errors.reduce((s, e) => s + Math.abs(e), 0) / 4, 12);
    expect(q.r2).toBeCloseTo(1 - q.rmse ** 2 / 5, 12);
    expect(q.rmse).toBeLessThan(0.05);
    expect((await nn('evaluate line.safetensors truth.csv')).out).toMatch(
      /^error \(RMSE\) on 4 rows: always the mean 2\.236, this model \d/,
    );
  });

  test('leaves out rows without an answer, and says so', async () => {
    csv('holes.csv', 'n,y\n1,2\n2,\n3,6\n4,?\n');
    const { out, err } = await nn('evaluate line.safetensors holes.csv --json');
    expect(JSON.parse(out).rows).toBe(2);
    expect(err).toContain('2 rows have no y; they are left out');
  });

  test('counts rows of a class that was not there in training as wrong, and says so', async () => {
    const setosa = '5,3.4,1.5,0.2';
    const rows = [`${setosa},setosa`, `${setosa},rose`, `${setosa},setosa`, `${setosa},tulip`, `${setosa},rose`];
    csv('roses.csv', ['sepal_length,sepal_width,petal_length,petal_width,species', ...rows].join('\n'));
    const { code, out, err } = await nn('evaluate iris.safetensors roses.csv --json');
    expect(code).toBe(0);
    expect(err).toBe('note: 3 rows are of a class that was not there in training (rose, tulip); counted as wrong\n');
    expect(JSON.parse(out)).toMatchObject({
      rows: 5,
      accuracy: 2 / 5,
      baseline: { class: 'setosa', accuracy: 2 / 5 },
      confusion: [
        [2, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      unknown: { rows: 3, classes: ['rose', 'tulip'] },
    });
    const text = await nn('evaluate iris.safetensors roses.csv');
    expect(text.err).toBe(err);
    expect(lines(text.out)[0]).toBe('accuracy on 5 rows: majority class 0.40, this model 0.40');
  });

  test('knows a class that is a number in another spelling', async () => {
    csv('bits.csv', [['a', 'y'], ...Array.from({ length: 40 }, (_, i) => [i, i < 20 ? 0 : 1])]);
    await nn('train bits.csv --target y --hidden none --learning-rate 0.1 --epochs 60 --validation 0');
    csv('spelled.csv', 'a,y\n1,0.0\n2,0\n38,1.00\n39,7\n');
    const q = JSON.parse((await nn('evaluate bits.safetensors spelled.csv --json')).out);
    expect(q).toMatchObject({ rows: 4, accuracy: 3 / 4, unknown: { rows: 1, classes: ['7'] } });
  });

  test.each([
    ['no target column', 'line', 'n,Y\n1,2\n', "bad.csv: there is no column 'y'; did you mean 'Y'?"],
    ['no value in the target column', 'line', 'n,y\n1,\n', 'bad.csv, column y: no row has a value to compare with'],
    ['a word for a number', 'line', 'n,y\n1,2\n2,much\n', "bad.csv:3, column y: expected a number, got 'much'"],
    [
      'a missing column',
      'iris',
      'sepal_length,sepal_width,petal_lenght,petal_width,species\n1,2,3,4,setosa\n',
      "bad.csv: columns of the training table are missing: petal_length (there is 'petal_lenght')",
    ],
    [
      'nothing but unknown classes',
      'iris',
      'sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,rose\n',
      "bad.csv:2, column species: class 'rose' was not there in training; known: setosa, versicolor, virginica",
    ],
    [
      'a number beyond single precision',
      'line',
      'n,y\n1,2\n1e300,2\n',
      'bad.csv:3, column n: 1e+300 is too far from the training table',
    ],
  ])('refuses %s', async (_, model, content, message) => {
    csv('bad.csv', content);
    const { code, out, err } = await nn(`evaluate ${model}.safetensors bad.csv`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`nn: ${message}`);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

test('Chinese names stand under each other: a character is two columns wide', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => [i, i < 6 ? '山' : '变色鸢尾']);
  csv('names.csv', [['x', 'y'], ...rows]);
  await nn('train names.csv --target y --epochs 200 --validation 0 --learning-rate 0.01');
  const { out } = await nn('evaluate names.safetensors names.csv');
  expect(out.split('\n').slice(2, -1)).toEqual([
    '          变色鸢尾        山',
    '变色鸢尾         6         0',
    '      山         0         6',
  ]);
});

test('where names are too wide to stand above, their numbers do', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => [i, i < 6 ? 'the lower half of them' : 'the upper half']);
  csv('halves.csv', [['x', 'y'], ...rows]);
  await nn('train halves.csv --target y --epochs 200 --validation 0 --learning-rate 0.01');
  const { out } = await nnOnTerminal(50, 'evaluate halves.safetensors halves.csv');
  expect(out.split('\n').slice(2, -1)).toEqual([
    '                          1  2',
    'the lower half of them 1  6  0',
    '        the upper half 2  0  6',
  ]);
});
