import { expect, it } from 'vitest';
import { inTurns } from '../src/runner/rounds.js';

it('runs everybody once a round, and begins with another one each time', async () => {
  const order: string[] = [];
  const turns = ['a', 'b', 'c'].map((id) => ({ id, run: async () => order.push(id) }));
  const seconds = await inTurns(turns, 3, { failed: () => {} });
  expect(order.join('')).toBe('abcbcacab');
  expect(seconds.get('b')).toEqual([2, 4, 9]);
});

it('leaves out who fails, and goes on with the others', async () => {
  let runs = 0;
  const turns = [
    { id: 'well', run: async () => ++runs },
    {
      id: 'ill',
      run: async () => {
        throw new Error('out of memory');
      },
    },
  ];
  const failures: string[] = [];
  const seconds = await inTurns(turns, 4, { failed: ({ id }, { message }) => failures.push(`${id}: ${message}`) });
  expect(failures).toEqual(['ill: out of memory']);
  expect([...seconds.keys()]).toEqual(['well']);
  expect(runs).toBe(4);
});
