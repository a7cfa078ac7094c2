import { expect, test } from 'vitest';
import { random } from '../src/random.js';

test('a stream that begins at a later call goes on as one that was called before', () => {
  const whole = random(7, 3);
  for (const call of [0, 1, 2, 3]) {
    expect(random(7, 3, call).permutation(50)).toEqual(whole.permutation(50));
  }
  for (const from of [-1, 0.5, Number.NaN]) expect(() => random(7, 3, from)).toThrow('random: from: expected');
});
