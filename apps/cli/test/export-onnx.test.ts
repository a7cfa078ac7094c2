import { readFileSync } from 'node:fs';
import { readCsv, type Table } from '@nn/data';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, irisFiles, nn, ownFolder } from './support/command.js';
import { HOSTILE, hostileTable } from './support/hostile-table.js';

ownFolder();

beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --hidden 8 --epochs 20');
  hostileTable('hostile.csv');
  await nn('train hostile.csv --target class --hidden 8 --epochs 20');
  csv('line.csv', [['n', 'y'], ...Array.from({ length: 40 }, (_, i) => [1.6e9 + i, 5 + i / 5])]);
  await nn('train line.csv --target y --hidden none --learning-rate 0.05 --epochs 60');
});

/** Columns of a table as a tensor of numbers (NaN where there is none), or of words. */
const numbers = (table: Table, names: readonly string[]) =>
  new ort.Tensor(
    'float64',
    Float64Array.from({ length: table.rows * names.length }, (_, k) =>
      Number(table.column(names[k % names.length]!).cells[Math.floor(k / names.length)]!.trim() || Number.NaN),
    ),
    [table.rows, names.length],
  );
const words = (table: Table, names: readonly string[]) =>
  new ort.Tensor(
    'string',
    Array.from(
      { length: table.rows * names.length },
      (_, k) => table.column(names[k % names.length]!).cells[Math.floor(k / names.length)]!,
    ),
    [table.rows, names.length],
  );

const session = (path: string) => ort.InferenceSession.create(new Uint8Array(readFileSync(path)));
const predicted = async (model: string, data: string) => JSON.parse((await nn(`predict ${model} ${data} --json`)).out);

/** Differences of roundings: see export-onnx-layers.test.ts. */
const close = (got: ArrayLike<number | bigint>, expected: readonly number[]) => {
  const scale = Math.max(...expected.map(Math.abs));
  for (const [k, v] of expected.entries()) expect(Math.abs(v - Number(got[k])) / scale).toBeLessThan(1e-5);
};

describe('nn export --to onnx', () => {
  test('gives labels and probabilities of rows as they stand in the table', async () => {
    const { code, out, err } = await nn('export iris.safetensors --to onnx');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err.replace(/\d+\.\d kB/, 'SIZE')).toBe(
      [
        'saved iris.onnx (SIZE)',
        'takes numbers (double, n x 4): sepal_length, sepal_width, petal_length, petal_width',
        'gives label (string, n): species',
        'gives probabilities (float, n x 3): setosa, versicolor, virginica',
        'columns are taken as they stand in the table: standardizing and the like is part of it (--encoded: the network alone)\n',
      ].join('\n'),
    );
    const table = readCsv(readFileSync('iris-test.csv', 'utf8'));
    const names = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];
    const { label, probabilities } = await (await session('iris.onnx')).run({ numbers: numbers(table, names) });
    const expected = await predicted('iris.safetensors', 'iris-test.csv');
    expect(label!.data).toEqual(expected.predictions);
    expect(probabilities!.dims).toEqual([45, 3]);
    close(probabilities!.data as Float32Array, expected.probabilities.flat());
  });

  test('reads numbers and words of hostile names; what is missing is filled in, a new word is none of the known', async () => {
    await nn('export hostile.safetensors --to onnx');
    const text = readFileSync('hostile.csv', 'utf8');
    csv('new.csv', `${text.trim()}\n"2001","",never seen,"1","0.001","b",""\n`);
    const table = readCsv(readFileSync('new.csv', 'utf8'));
    const model = await session('hostile.onnx');
    const numeric = [HOSTILE[0]!, HOSTILE[1]!, HOSTILE[3]!, HOSTILE[4]!];
    // A '?' among numbers is missing, too: NaN.
    const { label, probabilities } = await model.run({
      numbers: numbers(table, numeric),
      words: words(table, [HOSTILE[2]!, HOSTILE[5]!]),
    });
    const expected = await predicted('hostile.safetensors', 'new.csv');
    expect(label!.data).toEqual(expected.predictions);
    close(probabilities!.data as Float32Array, expected.probabilities.flat());
  });

  test('gives a number in its own units, and loses nothing of large ones', async () => {
    await nn('export line.safetensors --to onnx --out number.onnx');
    const table = readCsv(readFileSync('line.csv', 'utf8'));
    const { prediction } = await (await session('number.onnx')).run({ numbers: numbers(table, ['n']) });
    expect(prediction!.type).toBe('float64');
    close(prediction!.data as Float64Array, (await predicted('line.safetensors', 'line.csv')).predictions);
  });

  test('--encoded: the network alone', async () => {
    const { out } = await nn('export iris.safetensors --to onnx --encoded --out bare.onnx --json');
    const bytes = readFileSync('bare.onnx').length;
    expect(JSON.parse(out)).toEqual({
      model: 'iris.safetensors',
      to: 'onnx',
      files: [{ file: 'bare.onnx', bytes }],
      opset: 18,
      inputs: [
        { name: 'x', type: 'float', dims: ['batch', 4], about: 'sepal_length, sepal_width, petal_length, petal_width' },
      ],
      outputs: [{ name: 'y', type: 'float', dims: ['batch', 3], about: 'species' }],
    });
    const { inputNames, outputNames } = await session('bare.onnx');
    expect([inputNames, outputNames]).toEqual([['x'], ['y']]);
  });

  test('the file says what it was made of', () => {
    const text = readFileSync('iris.onnx', 'latin1');
    for (const said of ['sepal_length', '["setosa","versicolor","virginica"]', 'preprocessing', '"kind":"number"'])
      expect(text).toContain(said);
  });
});
