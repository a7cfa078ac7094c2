import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crossEntropy, meanSquaredError } from '@nn/loss';
import { fromData, type Matrix, random } from '@nn/matrix';
import { adam } from '@nn/optim';
import { afterAll, describe, expect, test } from 'vitest';
import { batchNorm, dense, fit, network, type RowSource, relu, softmax, steps } from '../src/index.js';
import { fileRows } from '../src/node.js';

const folder = mkdtempSync(join(tmpdir(), 'nn-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

const x = random(1).normal(53, 5);
const classes = Int32Array.from({ length: 53 }, (_, i) => i % 3);
const t = fromData(
  53,
  3,
  Float32Array.from({ length: 159 }, (_, k) => Number(classes[Math.floor(k / 3)] === k % 3)),
);
const make = () => network({ inputs: 5, layers: [dense(7, relu), batchNorm(), dense(3, softmax)], seed: 2 });
const options = { loss: crossEntropy(), optimizer: adam(), batchSize: 8, epochs: 4, seed: 3 };

/** x and t side by side, row after row. */
function write(name: string): string {
  const path = join(folder, name);
  const row = (i: number) => [...x.toArray()[i]!, ...t.toArray()[i]!];
  writeFileSync(path, Float32Array.from(Array.from({ length: 53 }, (_, i) => row(i)).flat()));
  return path;
}

/** The rows of a matrix as a source. */
const sourceOf = ({ rows, cols, data }: Matrix): RowSource => ({
  rows,
  cols,
  read: (chosen, into, at) => {
    chosen.forEach((row, i) => {
      into.set(data.subarray(row * cols, (row + 1) * cols), at + i * cols);
    });
  },
});

describe('samples that are read as they are needed', () => {
  test.each(['x', 't', 'both'])('%s from a file: to the bits of a training in memory', async (which) => {
    const path = write('samples.f32');
    const fromFile = {
      x: fileRows(path, { cols: 5, stride: 8 }),
      t: fileRows(path, { cols: 3, stride: 8, offset: 5 }),
    };
    const held = { x: random(9).normal(11, 5), t: Int32Array.from({ length: 11 }, (_, i) => i % 3) };
    const [expected, model] = [make(), make()];
    const before = await fit(expected, x, classes, { ...options, validation: held });
    const given = { x: which === 't' ? x : fromFile.x, t: which === 'x' ? classes : fromFile.t };
    const history = await fit(model, given.x, given.t, { ...options, validation: held });
    expect(model.memory.copy()).toEqual(expected.memory.copy());
    expect(history.epochs.map(({ loss }) => loss)).toEqual(before.epochs.map(({ loss }) => loss));
    fromFile.x.close();
    fromFile.t.close();
  });

  test('by steps, and with weights', () => {
    const weights = Float64Array.from({ length: 53 }, (_, i) => 1 + (i % 2));
    const [expected, model] = [make(), make()];
    const run = [
      steps(expected, x, classes, { ...options, weights }),
      steps(model, sourceOf(x), sourceOf(t), { ...options, weights }),
    ];
    for (let k = 0; k < 20; k++) expect(run[1]!.next().value.loss).toBe(run[0]!.next().value.loss);
  });

  test('a number that is not finite is found in the loss', async () => {
    const bad = fromData(53, 5, x.data.map((v, k) => (k === 100 ? Number.NaN : v)) as Float32Array);
    await expect(fit(make(), sourceOf(bad), classes, options)).rejects.toThrow(
      /the loss became NaN at step \d+ \(epoch 1\)/,
    );
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['columns', () => fit(make(), sourceOf(t), classes, options), 'fit: x is 53 x 3, but this network takes 5 columns'],
    [
      'targets',
      () => fit(make(), sourceOf(x), sourceOf(x), options),
      'fit: t is 53 x 5, but this network gives 3 columns',
    ],
    [
      'rows',
      () => fit(make(), sourceOf(x), classes.subarray(1), options),
      'fit: x has 53 rows and t 52; expected one target for each sample',
    ],
    [
      'a part held back',
      () => fit(make(), sourceOf(x), classes, { ...options, validation: 0.2 }),
      'fit: validation: expected samples { x, t } where those to train on are read as they are needed, got 0.2',
    ],
    [
      'class weights',
      () => fit(make(), sourceOf(x), sourceOf(t), { ...options, classWeights: [1, 1, 2] }),
      'fit: classWeights: expected none where targets are read as they are needed; give weights, one for each sample',
    ],
  ])('%s that do not fit', async (_, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });

  test('a file that is cut off within a row', () => {
    const path = join(folder, 'cut.f32');
    writeFileSync(path, new Float32Array(9));
    expect(() => fileRows(path, { cols: 4 })).toThrow(
      `fileRows: ${path} holds 9 numbers, expected rows of 4; was it written to its end?`,
    );
  });

  test('a row that there is not', () => {
    const source = fileRows(write('samples.f32'), { cols: 8 });
    expect(source.rows).toBe(53);
    expect(() => source.read(Int32Array.of(53), new Float32Array(8), 0)).toThrow(`there is no row 53`);
    source.close();
  });

  test('a loss of numbers, whole batches', async () => {
    const model = () => network({ inputs: 5, layers: [dense(3)], seed: 1 });
    const [expected, made] = [model(), model()];
    const settings = { ...options, loss: meanSquaredError(), batchSize: 'all' } as const;
    await fit(expected, x, t, settings);
    await fit(made, sourceOf(x), sourceOf(t), settings);
    expect(made.memory.copy()).toEqual(expected.memory.copy());
  });
});
