import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { random } from '@nn/matrix';
import { load } from '@nn/net';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, EMPTY_MODEL, files, irisFiles, nn, ownFolder } from './support/command.js';

ownFolder();

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('nn train on classes', () => {
  let answers: readonly string[];
  beforeAll(() => {
    answers = irisFiles().column('species').cells;
  });

  test('finds out what the table is, and learns irises', async () => {
    const { code, out, err } = await nn('train iris.csv --target species');
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(err).toContain('iris.csv: 105 rows; species is one of 3 classes, predicted from 4 columns');
    expect(err).toContain('saved iris.safetensors');
    expect(files()).toEqual(['iris-test.csv', 'iris.csv', 'iris.safetensors']);
    const said = (await nn('predict iris.safetensors iris-test.csv')).out.trim().split('\n').slice(1);
    const right = said.filter((species, i) => species === answers[i]).length;
    expect(said).toHaveLength(45);
    // Fisher's own linear rule gets 0.98 right; a third is what guessing gets.
    expect(right / 45).toBeGreaterThanOrEqual(0.9);
  });

  test('says its result as JSON on standard output, and nothing else there', async () => {
    const { code, out } = await nn(
      'train iris.csv --target species --epochs 5 --seed 4 --validation 0.2 --model json.safetensors --json',
    );
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result).toMatchObject({
      model: 'json.safetensors',
      target: 'species',
      task: 'classes',
      rows: 105,
      features: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
      recipe: { seed: 4, loss: 'crossEntropy', validation: 0.2 },
      validation: { task: 'classes', rows: 21 },
    });
    expect(result.epochs).toBeGreaterThanOrEqual(1);
    expect(result.epochs).toBeLessThanOrEqual(5);
    expect(result.parameters).toBe(load(readFileSync('json.safetensors')).model.memory.length);
  });

  test('does what each option says', async () => {
    const options =
      '--hidden 16,8 --activation tanh --loss meanSquaredError --optimizer momentum --learning-rate 0.05 --batch-size all --epochs 3 --weight-decay 0.001 --validation 0 --seed 11';
    const { code } = await nn(`train iris.csv --target species --model options.safetensors ${options}`);
    expect(code).toBe(0);
    const { model, metadata } = load(readFileSync('options.safetensors'));
    expect(model.layers.map((l) => [l.config.units, l.activation!.name])).toEqual([
      [16, 'tanh'],
      [8, 'tanh'],
      [3, 'softmax'],
    ]);
    expect(model.seed).toBe(11);
    expect(metadata).toMatchObject({
      recipe: {
        loss: 'meanSquaredError',
        optimizer: 'momentum',
        learningRate: 0.05,
        batchSize: 'all',
        epochs: 3,
        weightDecay: 0.001,
        validation: 0,
        seed: 11,
        optimizerSettings: { momentum: 0.9, learningRate: 0.05 },
      },
      epochs: 3,
      data: { rows: 105, sha256: digest('iris.csv') },
    });
    expect(metadata).not.toHaveProperty('validation');
  });

  test('batches of 1 and of all rows, no hidden layer', async () => {
    for (const batch of ['1', 'all']) {
      const { code } = await nn(
        `train iris.csv --target species --hidden none --batch-size ${batch} --epochs 2 --model batch-${batch}.safetensors`,
      );
      expect(code).toBe(0);
    }
    expect(load(readFileSync('batch-1.safetensors')).model.layers).toHaveLength(1);
    // Ninety-odd updates move the weights further than two.
    expect(digest('batch-1.safetensors')).not.toBe(digest('batch-all.safetensors'));
  });

  test("an optimizer that is asked for brings its own defaults, not those of the recipe's", async () => {
    await nn('train iris.csv --target species --optimizer sgd --epochs 1 --model sgd.safetensors');
    const { metadata } = load(readFileSync('sgd.safetensors'));
    expect(metadata).toMatchObject({ recipe: { learningRate: 0.01, weightDecay: 0 } });
  });

  test('the same seed gives the same bytes, another seed others', async () => {
    for (const [name, seed] of [
      ['a', 0],
      ['b', 0],
      ['c', 1],
    ] as const) {
      await nn(`train iris.csv --target species --epochs 4 --seed ${seed} --model seed-${name}.safetensors`);
    }
    expect(digest('seed-a.safetensors')).toBe(digest('seed-b.safetensors'));
    const [a, c] = ['a', 'c'].map((name) => load(readFileSync(`seed-${name}.safetensors`)).model.memory.copy());
    expect(a).not.toEqual(c);
  });

  test('a class of one row is learnt too, not held back', async () => {
    csv('rare.csv', [['a', 'y'], ...Array.from({ length: 40 }, (_, i) => [i, i < 4 ? `rare${i}` : 'xy'[i % 2]!])]);
    const { code, err } = await nn('train rare.csv --target y --epochs 3');
    expect(err).toContain('one of 6 classes');
    expect(code).toBe(0);
  });

  test('numbers that are classes in the whole table stay classes in a part of it', async () => {
    // Five rows each are classes; the four that are left when a fifth is held back would look like numbers.
    csv('ten.csv', [['a', 'y'], ...Array.from({ length: 100 }, (_, i) => [i % 20, i % 20])]);
    const { code, out, err } = await nn('train ten.csv --target y --epochs 3 --json');
    expect(err).toContain('y is one of 20 classes');
    expect(code).toBe(0);
    expect(JSON.parse(out).validation.classes).toHaveLength(20);
    expect((await nn('train ten.csv --target y --task number --epochs 3')).err).toContain('y is a number');
  });
});

describe('nn train on numbers', () => {
  test('learns a line, and answers in the units of the target', async () => {
    const numbers = random(7).uniform(260, 2);
    const rows = numbers.toArray().map(([u, v]) => {
      const [size, age] = [40 + 100 * u!, 50 * v!];
      return [size, age, 50_000 + 3000 * size - 1200 * age];
    });
    csv('houses.csv', [['size', 'age', 'price'], ...rows.slice(0, 200)]);
    csv('new.csv', [['size', 'age'], ...rows.slice(200).map(([size, age]) => [size!, age!])]);
    const { code, err } = await nn(
      'train houses.csv --target price --hidden none --optimizer adam --learning-rate 0.02 --epochs 200',
    );
    expect(err).toContain('price is a number, predicted from 2 columns');
    expect(code).toBe(0);
    const [header, ...said] = (await nn('predict houses.safetensors new.csv')).out.trim().split('\n');
    expect(header).toBe('price');
    const worst = Math.max(...said.map((price, i) => Math.abs(Number(price) - rows[200 + i]![2]!)));
    // Prices spread over 300,000.
    expect(said).toHaveLength(60);
    expect(worst).toBeLessThan(3000);
  });

  test('two rows are enough; none is held back, and that is said', async () => {
    csv('two.csv', 'a,y\n1,2.5\n2,3.5\n');
    const { code, err } = await nn('train two.csv --target y --task number --epochs 2');
    expect(code).toBe(0);
    expect(err).toContain('2 rows are too few to hold any back');
  });
});

describe('tables as people have them', () => {
  const rows = (cell: (i: number) => string) =>
    Array.from({ length: 30 }, (_, i) => `${i},${cell(i)},${i % 2 ? 'yes' : 'no'}`);
  const write = (name: string, cell: (i: number) => string) => csv(name, ['n,c,y', ...rows(cell), ''].join('\n'));
  const finite = (name: string) => load(readFileSync(name)).model.memory.copy().every(Number.isFinite);

  test.each([
    ['whole', '7', 'column c is always 7; it tells nothing'],
    // Added up thirty times and divided by 30, 0.1 is another number.
    ['rounded', '0.1', 'column c is always 0.1; it tells nothing'],
  ])('a constant column trains, without NaN: %s', async (name, value, note) => {
    write(`${name}.csv`, () => value);
    const { code, err } = await nn(`train ${name}.csv --target y --epochs 2`);
    expect(code).toBe(0);
    expect(err).toContain(note);
    expect(finite(`${name}.safetensors`)).toBe(true);
    csv('other.csv', 'n,c\n3,8\n');
    expect((await nn(`predict ${name}.safetensors other.csv --probabilities`)).out).not.toContain('NaN');
  });

  test('a column of missing values is not used; single missing values are filled in', async () => {
    write('gone.csv', () => 'NA');
    const gone = await nn('train gone.csv --target y --epochs 2 --json');
    expect(gone.err).toContain('column c is empty; it is not used');
    expect(JSON.parse(gone.out).features).toEqual(['n']);
    write('some.csv', (i) => (i % 5 ? String(i) : ''));
    const some = await nn('train some.csv --target y --epochs 2');
    expect(some.err).toContain('column c: 6 of 30 values are missing; filled in with the mean');
    expect(finite('some.safetensors')).toBe(true);
  });

  test('rows without a target are left out, and that is said', async () => {
    csv('holes.csv', ['a,y', ...Array.from({ length: 30 }, (_, i) => `${i},${i < 5 ? '' : i % 2}`)].join('\n'));
    const { code, out, err } = await nn('train holes.csv --target y --epochs 2 --json');
    expect(code).toBe(0);
    expect(err).toContain('5 rows have no y; they are left out');
    expect(JSON.parse(out).rows).toBe(25);
  });

  test('a byte order mark, CR LF and semicolons change nothing', async () => {
    const plain = `n,c,y\n${rows((i) => String(i * i)).join('\n')}\n`;
    csv('plain.csv', plain);
    csv('windows.csv', `\uFEFF${plain.replaceAll(',', ';').replaceAll('\n', '\r\n')}`);
    for (const name of ['plain', 'windows']) await nn(`train ${name}.csv --target y --epochs 3`);
    const [a, b] = ['plain', 'windows'].map((name) => load(readFileSync(`${name}.safetensors`)).model.memory.copy());
    expect(a!.length).toBeGreaterThan(0);
    expect(a).toEqual(b);
  });

  test('of many classes the quality is one line', async () => {
    csv('many.csv', [['a', 'y'], ...Array.from({ length: 1000 }, (_, i) => [i, `c${i % 100}`])]);
    expect((await nn('train many.csv --target y --hidden 4 --epochs 1')).code).toBe(0);
    const { code, out } = await nn('evaluate many.safetensors many.csv');
    expect(code).toBe(0);
    // No confusion matrix of 100 columns.
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  test('an older model is replaced, and so is an empty file', async () => {
    write('again.csv', String);
    for (const there of [EMPTY_MODEL, '']) {
      csv('again.safetensors', there);
      expect((await nn('train again.csv --target y --epochs 1')).code).toBe(0);
      expect(load(readFileSync('again.safetensors')).model.outputs).toBe(2);
    }
  });

  test('a link is followed, not replaced', async () => {
    write('linked.csv', String);
    csv('real.safetensors', EMPTY_MODEL);
    symlinkSync('real.safetensors', 'link.safetensors');
    expect((await nn('train linked.csv --target y --epochs 1 --model link.safetensors')).code).toBe(0);
    expect(lstatSync('link.safetensors').isSymbolicLink()).toBe(true);
    expect(load(readFileSync('real.safetensors')).model.outputs).toBe(2);
  });
});
