import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { judge } from '../src/contestants/judge.js';
import type { TrainingJob } from '../src/jobs.js';

const folder = mkdtempSync(join(tmpdir(), 'nn-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const job = (loss: TrainingJob['loss'], t: number[], width: number): TrainingJob => {
  const path = join(folder, `${loss}.f32`);
  writeFileSync(path, new Uint8Array(Float32Array.from(t).buffer));
  const samples = { x: '', t: path, rows: t.length / width };
  return {
    kind: 'training',
    sizes: [1, width],
    hidden: 'relu',
    output: 'softmax',
    weights: '',
    loss,
    optimizer: 'sgd',
    learningRate: 1,
    batchSize: 1,
    train: samples,
    test: samples,
  };
};

it('takes the largest output for the class, and the logarithm of that of the right one for the loss', () => {
  const { loss, accuracy } = judge([0.75, 0.25, 0.5, 0.5], job('crossEntropy', [1, 0, 0, 1], 2));
  expect(accuracy).toBe(0.5);
  expect(loss).toBeCloseTo(-(Math.log(0.75) + Math.log(0.5)) / 2, 12);
});

it('takes one output for a class by 0.5, and squares what is wrong', () => {
  const { loss, accuracy } = judge([0.9, 0.2], job('meanSquaredError', [1, 1], 1));
  expect(accuracy).toBe(0.5);
  expect(loss).toBeCloseTo((0.1 ** 2 + 0.8 ** 2) / 2, 12);
});
