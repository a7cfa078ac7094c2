import { checkGiven, checkOption, checkSeed } from '@nn/formula';
import { random, zeros } from '@nn/matrix';
import type { MakeOptions, Samples } from './samples.js';

/**
 * Points of a plane, their classes in turn: sample i is of class i mod `classes`. `place` says where a sample of class k stands, given
 * how far along its class it is (0 to 1). Throws RangeError for a count or a noise that cannot be.
 */
export function plane(
  who: string,
  classes: number,
  place: (along: number, k: number) => readonly [number, number],
  options: MakeOptions,
): Samples {
  const { count = 200, noise = 0.1, seed = 0 } = checkGiven(who, options, '{ count: 200 }');
  const enough = Number.isInteger(count) && count >= classes;
  checkOption(`${who}: count`, count, `a whole number from ${classes}, one for each class`, enough);
  checkOption(`${who}: noise`, noise, 'a standard deviation from 0', Number.isFinite(noise) && noise >= 0);
  checkSeed(`${who}: seed`, seed);
  const x = zeros(count, 2);
  const t = zeros(count, classes);
  const jitter = random(seed).normal(count, 2, { std: noise });
  for (let i = 0; i < count; i++) {
    const k = i % classes;
    const [a, b] = place(Math.floor(i / classes) / Math.max(1, Math.ceil(count / classes) - 1), k);
    x.data.set([a + jitter.at(i, 0), b + jitter.at(i, 1)], 2 * i);
    t.data[i * classes + k] = 1;
  }
  return { x, t };
}
