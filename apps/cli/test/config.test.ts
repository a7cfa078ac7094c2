import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { load } from '@nn/net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { csv, files, irisFiles, nn, ownFolder } from './support/command.js';

const schemaFile = new URL('../nn.config.schema.json', import.meta.url);

ownFolder();
beforeAll(() => {
  irisFiles();
});
const config = (content: object | string) =>
  writeFileSync('nn.config.json', typeof content === 'string' ? content : JSON.stringify(content));
afterEach(() => {
  rmSync('nn.config.json', { force: true });
});

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const recipeOf = (path: string) => load(readFileSync(path)).metadata.recipe as Record<string, unknown>;

describe('nn.config.json', () => {
  test('is read: defaults give way to it, and it gives way to options', async () => {
    config({ target: 'species', hidden: [5], epochs: 3, seed: 7 });
    const { code, err } = await nn('train iris.csv --seed 8');
    expect(code).toBe(0);
    expect(err).toContain('settings of nn.config.json: target, hidden, epochs, seed\n');
    expect(recipeOf('iris.safetensors')).toMatchObject({
      target: 'species',
      hidden: [5],
      epochs: 3,
      seed: 8,
      patience: 100,
    });
  });

  test('another one by name; one that is not named is not looked at then', async () => {
    config({ target: 'sepal_width' });
    writeFileSync('mine.json', JSON.stringify({ target: 'species', epochs: 2, model: 'mine.safetensors' }));
    expect((await nn('train iris.csv --config mine.json')).code).toBe(0);
    expect(recipeOf('mine.safetensors')).toMatchObject({ target: 'species', epochs: 2 });
    rmSync('mine.json');
    rmSync('mine.safetensors');
  });

  test('--print-config prints all settings; what it prints trains the same', async () => {
    const { code, out } = await nn('train iris.csv --target species --epochs 4 --hidden 3 --print-config');
    expect(out).toContain('\n  "hidden": [3],\n');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      target: 'species',
      task: 'classes',
      hidden: [3],
      activation: 'relu',
      loss: 'crossEntropy',
      optimizer: 'adamW',
      learningRate: 0.001,
      batchSize: 32,
      epochs: 4,
      patience: 100,
      weightDecay: 0.01,
      validation: 0.2,
      seed: 0,
    });
    await nn('train iris.csv --target species --epochs 4 --hidden 3');
    const expected = digest('iris.safetensors');
    config(out);
    await nn('train iris.csv');
    expect(digest('iris.safetensors')).toBe(expected);
  });

  test('--print-config trains nothing and writes nothing', async () => {
    const before = files();
    await nn('train iris.csv --target species --model elsewhere.safetensors --print-config');
    expect(files()).toEqual(before);
  });

  test('is empty where a shell has just made it for --print-config', async () => {
    writeFileSync('nn.config.json', '');
    const { code, out, err } = await nn('train iris.csv --target species --print-config');
    expect({ code, err }).toEqual({ code: 0, err: 'settings of nn.config.json: none\n' });
    expect(JSON.parse(out)).toMatchObject({ target: 'species', hidden: [128], seed: 0 });
    rmSync('nn.config.json');
  });

  test.each<[string, string, string]>([
    [
      'no JSON',
      '{\n  "target": "species",\n}',
      'nn.config.json:3:1: this is not JSON; check commas, quotes and braces there',
    ],
    ['cut off', '{"target": "spec', 'nn.config.json:1:17: this is not JSON; check commas, quotes and braces there'],
    ['a list', '[1]', 'nn.config.json: expected an object of settings, such as { "target": "species" }, got [1]'],
    ['null', 'null', 'nn.config.json: expected an object of settings, such as { "target": "species" }, got null'],
    ['a mistyped name', '{"epoch": 3}', "nn.config.json: epoch: there is no such setting; did you mean 'epochs'?"],
    [
      '__proto__',
      '{"__proto__": {"seed": 1}}',
      'nn.config.json: __proto__: there is no such setting; there are target, task, model, hidden, activation, loss, optimizer, learningRate, batchSize, epochs, patience, weightDecay, validation, seed, format, delimiter, quote, header, missing, types, labels',
    ],
    [
      'a text for a number',
      '{"learningRate": "0.1"}',
      'nn.config.json: learningRate: expected a number above 0, got "0.1"',
    ],
    [
      'a number that is none',
      '{"learningRate": 1e999}',
      'nn.config.json: learningRate: expected a number above 0, got null',
    ],
    [
      'half a row',
      '{"batchSize": 2.5}',
      "nn.config.json: batchSize: expected a whole number from 1, or 'all', got 2.5",
    ],
    [
      'sizes as text',
      '{"hidden": "16,16"}',
      'nn.config.json: hidden: expected sizes such as 16,16, or none, got "16,16"',
    ],
    [
      'no such activation',
      '{"activation": "rellu"}',
      'nn.config.json: activation: expected one of gelu, linear, relu, sigmoid, tanh, got "rellu"',
    ],
    [
      'all that is wrong at once',
      '{"seed": 0.5, "validation": 1, "lr": 1}',
      'nn.config.json: seed: expected a whole number, got 0.5\n  validation: expected a part from 0 to below 1, got 1\n  lr: there is no such setting; there are target, task, model, hidden, activation, loss, optimizer, learningRate, batchSize, epochs, patience, weightDecay, validation, seed, format, delimiter, quote, header, missing, types, labels',
    ],
  ])('%s', async (_, content, message) => {
    config(content);
    const before = files();
    const { code, out, err } = await nn('train iris.csv --target species --model refused.safetensors');
    expect([code, out, err]).toEqual([1, '', `nn: ${message}\n`]);
    expect(files()).toEqual(before);
  });

  test('one that is named must be there', async () => {
    const { code, err } = await nn('train iris.csv --target species --config nn.confg.json');
    expect([code, err]).toEqual([
      1,
      'nn: nn.confg.json: cannot be read: there is no such file; check the name and the folder\n',
    ]);
  });

  test('its schema, which editors read, is that of the settings: nn train --print-schema > nn.config.schema.json', async () => {
    const { out } = await nn('train --print-schema');
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(out));
    expect(JSON.parse(out).properties.epochs).toEqual({
      description: 'at most so many rounds',
      type: 'integer',
      minimum: 1,
    });
  });
});

describe('--from', () => {
  test('repeats a training to the bit: the options and the table stand in the model file', async () => {
    await nn('train iris.csv --target species --hidden 6 --optimizer momentum --epochs 5 --seed 3 --validation 0.3');
    const expected = digest('iris.safetensors');
    const { code, err } = await nn('train --from iris.safetensors --model again.safetensors');
    expect(code).toBe(0);
    expect(err).toContain('as iris.safetensors was made\n');
    expect(digest('again.safetensors')).toBe(expected);
    // And a copy of a copy.
    await nn('train --from again.safetensors');
    expect(digest('iris.safetensors')).toBe(expected);
  });

  test('options change what they say, and no more', async () => {
    const { err } = await nn('train --from again.safetensors --epochs 2 --model other.safetensors');
    expect(err).toContain('as again.safetensors was made, but for epochs\n');
    const [before, now] = ['again', 'other'].map((name) => recipeOf(`${name}.safetensors`));
    expect(now).toEqual({ ...before, epochs: 2 });
  });

  test('a configuration is not looked at', async () => {
    config({ epochs: 1, hidden: [2] });
    await nn('train --from again.safetensors --model third.safetensors');
    expect(digest('third.safetensors')).toBe(digest('again.safetensors'));
  });

  test('of another table: that is said', async () => {
    csv('more.csv', `${readFileSync('iris.csv', 'utf8')}5,3,1,0.2,setosa\n`);
    const { code, err } = await nn('train more.csv --from again.safetensors');
    expect(code).toBe(0);
    expect(err).toContain(
      'note: more.csv is not the table that again.safetensors was made of (SHA-256 differs); the result will differ, too\n',
    );
  });

  test.each([
    ['train --from iris.csv', 1, 'iris.csv: this is not a model (.safetensors); expected a file that nn train saved\n'],
    [
      'train --from again.safetensors --config nn.config.json',
      2,
      '--from and --config: a training is repeated as it was, or made by a configuration; give one of them\n',
    ],
    [
      'train --from nowhere.bin',
      1,
      'nowhere.bin: cannot be read: there is no such file; check the name and the folder\n',
    ],
  ])('nn %s', async (args, code, message) => {
    const result = await nn(args);
    expect(result.code).toBe(code);
    expect(result.err.startsWith(`nn: ${message}`)).toBe(true);
  });
});

describe('how a table is read', () => {
  beforeAll(() => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 9 === 0 ? '-999' : i % 5};${i % 4};${i % 2 ? 'a' : 'b'}`);
    csv('odd.csv', `x;zip;y\n${rows.join('\n')}\n`);
  });
  const reading = { delimiter: ';', missing: ['', '-999'], types: { zip: 'category' } };

  test('may stand in the configuration, and goes with the model', async () => {
    config({ target: 'y', epochs: 2, ...reading });
    expect((await nn('train odd.csv')).code).toBe(0);
    expect(recipeOf('odd.safetensors')).toMatchObject(reading);
    const expected = digest('odd.safetensors');
    rmSync('nn.config.json');
    await nn('train odd.csv --target y --epochs 2 --delimiter ; --missing -999 --types zip=category');
    expect(digest('odd.safetensors')).toBe(expected);
    await nn('train --from odd.safetensors --model again.safetensors');
    expect(digest('again.safetensors')).toBe(expected);
  });

  test('holds for what the model is asked about, too', async () => {
    const { pipeline } = load(readFileSync('odd.safetensors'));
    expect(pipeline).toMatchObject({
      features: [
        { name: 'x', kind: 'number' },
        { name: 'zip', kind: 'category', categories: ['0', '1', '2', '3'] },
      ],
    });
    for (const command of ['predict', 'evaluate', 'check', 'trace', 'plot --what roc --out -']) {
      const [name, ...rest] = command.split(' ');
      const { code, err } = await nn([name, 'odd.safetensors', 'odd.csv', ...rest].join(' '));
      expect([command, code, err.includes('nn: ')]).toEqual([command, 0, false]);
    }
    expect((await nn('evaluate odd.safetensors odd.csv')).err).toContain(
      "note: column x: 7 of 60 values are missing; filled in with the mean, 2 (7 cells '-999' are read as missing)\n",
    );
  });

  test('--dry-run says what was found out, and writes nothing', async () => {
    const before = files();
    const call = 'train odd.csv --target y --missing -999 --types zip=category --dry-run';
    const { code, out } = await nn(call);
    expect(code).toBe(0);
    expect(out).toContain(
      'odd.csv: CSV, UTF-8, separated by semicolons, names in the first line\n60 rows, 3 columns\n',
    );
    expect(out).toMatch(/^zip +category +0, 1, 2, 1 more +0 +4 columns$/m);
    const { columns, rows, task, recipe } = JSON.parse((await nn(`${call} --json`)).out);
    expect({ rows, task, missing: columns[0].missing, epochs: recipe.epochs }).toEqual({
      rows: 60,
      task: 'classes',
      missing: 7,
      epochs: 500,
    });
    expect(files()).toEqual(before);
  });
});

describe('a table too wide for its terminal', () => {
  test('--dry-run names fewer words of each column', async () => {
    const word = (kind: string, i: number) => `${kind}-with-a-long-name-${i % 4}`;
    const rows = Array.from({ length: 24 }, (_, i) => [word('region', i), i]);
    csv('wide.csv', [['where_it_stands', 'price'], ...rows]);
    const { out } = await nn('train wide.csv --target price --task number --dry-run');
    expect(out.split('\n').slice(3, 6)).toEqual([
      'column           type      values                        missing  becomes',
      'where_it_stands  category  region-with-a-long-…, 3 more        0  4 columns',
      'price            number    0 … 23, mean 11.5                   0  target',
    ]);
  });
});
