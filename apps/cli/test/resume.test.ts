import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { csv, files, irisFiles, nn, nnStopped, ownFolder } from './support/command.js';

ownFolder();

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const train = 'train iris.csv --target species --hidden 6 --epochs 24 --patience 4 --learning-rate 0.02';
const CHECKPOINTS = 'iris.checkpoint';

let uninterrupted: string;
beforeAll(async () => {
  irisFiles();
  await nn(train);
  uninterrupted = digest('iris.safetensors');
});
afterEach(() => {
  rmSync(CHECKPOINTS, { recursive: true, force: true });
});

describe('a training that was stopped goes on to the same bytes', () => {
  test.each([
    'validating  epoch  1/24',
    'validating  epoch 12/24',
    'training on all rows  epoch  1/',
    'training on all rows  epoch  4/',
  ])('stopped at %s', async (place) => {
    rmSync('iris.safetensors');
    const stopped = await nnStopped(place, train);
    expect(stopped.code).toBe(130);
    expect(stopped.err).toMatch(/nn: stopped after epoch \d+ of \d+; all of it is saved in iris\.checkpoint\n/);
    expect(stopped.err).toContain(`go on with: npx nn ${train} --resume\n`);
    expect(existsSync('iris.safetensors')).toBe(false);
    const { code } = await nn(`${train} --resume`);
    expect(code).toBe(0);
    expect(digest('iris.safetensors')).toBe(uninterrupted);
    expect(files()).toEqual(['iris-test.csv', 'iris.csv', 'iris.safetensors']);
  });

  test('stopped again and again', async () => {
    await nnStopped('epoch  2/24', train);
    for (const place of ['epoch  4/24', 'epoch  6/24', 'epoch 12/24', 'all rows  epoch  1/', 'all rows  epoch  4/']) {
      expect((await nnStopped(place, `${train} --resume`)).code).toBe(130);
    }
    // Options need not be given again.
    expect((await nn('train iris.csv --resume')).code).toBe(0);
    expect(digest('iris.safetensors')).toBe(uninterrupted);
  });

  test('without rows held back, in batches of all rows, by another optimizer', async () => {
    const other = `${train} --validation 0 --batch-size all --optimizer momentum --model other.safetensors`;
    await nn(other);
    const expected = digest('other.safetensors');
    await nnStopped('epoch  7/24', other);
    await nn(`${other} --resume`);
    expect(digest('other.safetensors')).toBe(expected);
    rmSync('other.safetensors');
  });

  test('saved after every epoch, the last two files are kept, and no others', async () => {
    await nnStopped('epoch 12/24', `${train} --save-every 0`);
    const kept = readdirSync(CHECKPOINTS);
    expect(kept).toHaveLength(2);
    for (const name of kept) expect(name).toMatch(/^run-0000\d\d\.safetensors$/);
  });

  test('where the last file is damaged, it goes on from the one before', async () => {
    await nnStopped('epoch 12/24', `${train} --save-every 0`);
    const last = `${CHECKPOINTS}/${readdirSync(CHECKPOINTS).sort().at(-1)}`;
    writeFileSync(last, readFileSync(last).subarray(0, 3000));
    expect((await nn(`${train} --resume`)).code).toBe(0);
    expect(digest('iris.safetensors')).toBe(uninterrupted);
  });
});

describe('what cannot go on', () => {
  const stop = () => nnStopped('epoch  6/24', train);

  test('a saved training is not lost by beginning another', async () => {
    await stop();
    const { code, err } = await nn(train);
    expect([code, err]).toEqual([
      2,
      'nn: iris.checkpoint: a training that was stopped after epoch 6 is saved there; go on with --resume, or begin anew with --restart\n',
    ]);
    expect((await nn(`${train} --restart`)).code).toBe(0);
    expect(digest('iris.safetensors')).toBe(uninterrupted);
  });

  test('nothing is saved', async () => {
    const { code, err } = await nn(`${train} --resume`);
    expect([code, err]).toEqual([
      2,
      'nn: --resume: no training is saved in iris.checkpoint; leave --resume out to begin one\n',
    ]);
    expect(existsSync(CHECKPOINTS)).toBe(false);
  });

  test('other options', async () => {
    await stop();
    const { code, err } = await nn('train iris.csv --target species --hidden 7,7 --seed 3 --resume');
    expect([code, err]).toEqual([
      2,
      'nn: --resume: the training in iris.checkpoint was begun with hidden 6, not 7,7; seed 0, not 3; leave that out, or begin anew with --restart\n',
    ]);
  });

  test('another table', async () => {
    await stop();
    csv('other.csv', readFileSync('iris.csv', 'utf8').replace('setosa', 'virginica'));
    const { code, err } = await nn('train other.csv --target species --model iris.safetensors --resume');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^nn: other\.csv: these are not the rows that the training in iris\.checkpoint began with \(SHA-256 [0-9a-f]{12}…, was [0-9a-f]{12}…\); give the same table, or begin anew with --restart\n$/,
    );
    rmSync('other.csv');
  });

  test('no file of it can be read', async () => {
    mkdirSync(CHECKPOINTS);
    writeFileSync(`${CHECKPOINTS}/run-000001.safetensors`, 'no model');
    const { code, err } = await nn(`${train} --resume`);
    expect(code).toBe(1);
    expect(err).toMatch(/^nn: iris\.checkpoint\/run-000001\.safetensors: this is not a readable \.safetensors file: /);
    expect(err).toContain('begin anew with --restart');
  });

  test('a file in the place of the folder', async () => {
    writeFileSync(CHECKPOINTS, '');
    const { code, err } = await nn(train);
    expect(code).toBe(1);
    expect(err).toBe(
      'nn: iris.checkpoint: the training cannot be saved there: this is a file, not a folder; move it, or give --model another name\n',
    );
  });

  test('two at once', async () => {
    mkdirSync(CHECKPOINTS);
    // The process that runs this test's parent is there.
    writeFileSync(`${CHECKPOINTS}/lock`, `${process.ppid}\n`);
    const { code, err } = await nn(train);
    expect([code, err]).toEqual([
      1,
      `nn: iris.checkpoint: another nn train (process ${process.ppid}) saves its training there; wait for its end, or give --model another name\n`,
    ]);
    // One that is gone does not count.
    writeFileSync(`${CHECKPOINTS}/lock`, '99999999\n');
    expect((await nn(train)).code).toBe(0);
  });
});

test('what a process that was killed left half written is swept away; what others wrote is not', async () => {
  mkdirSync(CHECKPOINTS);
  for (const orphan of [`${CHECKPOINTS}/run-000004.safetensors.4711.part`, 'iris.safetensors.4711.part']) {
    writeFileSync(orphan, 'half');
  }
  writeFileSync('iris.part', 'mine');
  expect((await nn(train)).code).toBe(0);
  expect(files()).toEqual(['iris-test.csv', 'iris.csv', 'iris.part', 'iris.safetensors']);
  rmSync('iris.part');
});
