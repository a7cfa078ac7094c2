import { expect, test } from 'vitest';
import { tableLines } from '../src/telling/table.js';

const head = ['step', 'loss', 'gradient'];
const rows = Array.from({ length: 12 }, (_, i) => [String(i), '0.0625', '-0.5']);

test('numbers stand below each other, and of many rows the first ones and the last', () => {
  expect(tableLines(head, rows, 80).filter((_, i) => i < 2 || i > 7)).toEqual([
    'step    loss  gradient',
    '   0  0.0625      -0.5',
    '   7  0.0625      -0.5',
    '   …       …         …',
    '  10  0.0625      -0.5',
    '  11  0.0625      -0.5',
  ]);
});

test('where there is no room, each number stands behind its name, on the same line', () => {
  expect(tableLines(head, rows, 20).slice(-5)).toEqual([
    '…',
    'step 10  loss 0.0625',
    'gradient -0.5',
    'step 11  loss 0.0625',
    'gradient -0.5',
  ]);
  expect(tableLines(['步数', '梯度'], [['1', '0.25']], 9)).toEqual(['步数 1', '梯度 0.25']);
});

test('what has no room on a line of its own is broken', () => {
  expect(tableLines(['w, step by step'], [['5, 4']], 10)).toEqual(['w, step by', 'step 5, 4']);
});
