import { afterAll, beforeAll, expect, it } from 'vitest';
import { Cannot } from '../src/contestants/contestant.js';
import { measure } from '../src/contestants/measure.js';
import { open } from '../src/contestants/nn.js';
import { open as openPeak } from '../src/contestants/peak.js';
import { prepare } from '../src/contestants/prepare.js';
import { type Inputs, makeInputs } from '../src/inputs.js';
import { xorJob } from '../src/tasks/xor.js';

let inputs: Inputs;
beforeAll(() => {
  inputs = makeInputs();
});
afterAll(() => inputs.remove());

it('learns XOR, and each run begins anew', async () => {
  const nn = await open({ threads: 1 });
  const work = await prepare(nn, xorJob(inputs, 500));
  expect(await measure(work, 0)).toBeGreaterThan(0);
  const first = await work.outcome();
  expect(first.accuracy).toBe(1);
  expect(first.loss).toBeLessThan(0.05);
  await measure(work, 0.02);
  expect(await work.outcome()).toEqual(first);
});

it('multiplies as is written', async () => {
  const nn = await open({ threads: 1 });
  const n = 3;
  const [a, b] = [inputs.square(n, 'a'), inputs.square(n, 'b')];
  const work = await prepare(nn, { kind: 'matmul', n, a, b });
  await work.run();
  const { readFloats } = await import('../src/contestants/numbers.js');
  const [x, y] = [readFloats(a), readFloats(b)];
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++) sum += x[i * n + k]! * y[k * n + j]! * (1 + ((i * n + j) % 7));
  expect((await work.outcome()).sum).toBeCloseTo(sum, 4);
});

it('has nothing to say where a side has no such thing', async () => {
  const peak = await openPeak({ threads: 1 });
  await expect(prepare(peak, xorJob(inputs, 1))).rejects.toThrow(Cannot);
});

it('the peak is that of multiplications and additions alone: two for each of the chains', async () => {
  const peak = await openPeak({ threads: 1 });
  const seconds = await measure(await prepare(peak, { kind: 'matmul', n: 256, a: '', b: '' }), 0.01);
  // No machine is slower than half a GFLOP/s, and none reaches a TFLOP/s in one thread.
  const gigaflops = (2 * 256 ** 3) / seconds / 1e9;
  expect(gigaflops).toBeGreaterThan(0.5);
  expect(gigaflops).toBeLessThan(1000);
});
