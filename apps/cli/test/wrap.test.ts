import { expect, test } from 'vitest';
import { TOGETHER, wrap } from '../src/telling/wrap.js';

test('English is broken at spaces', () => {
  expect(wrap('a weight takes its share, no more.', 12)).toEqual(['a weight', 'takes its', 'share, no', 'more.']);
  expect(wrap('it fits', 7)).toEqual(['it fits']);
});

test('Chinese is broken between characters, which take two columns; punctuation stays with its word', () => {
  expect(wrap('权重越大', 5)).toEqual(['权重', '越大']);
  // The comma would be the ninth and tenth column: the character before it comes along.
  expect(wrap('目标值是八，误差是二。', 8)).toEqual(['目标值是', '八，误差', '是二。']);
  expect(wrap('（目标值）', 4)).toEqual(['（目', '标', '值）']);
});

test('words and numbers in Chinese stay whole', () => {
  expect(wrap('学习率是 0.0125 左右', 12)).toEqual(['学习率是', '0.0125 左右']);
  expect(wrap('误差error很大', 8)).toEqual(['误差', 'error很', '大']);
});

test('what belongs together is broken last, and only then what is too long for a line', () => {
  const product = `2${TOGETHER}×${TOGETHER}3`;
  expect(wrap(`1 + ${product}`, 7)).toEqual(['1 +', '2 × 3']);
  expect(wrap(`10 + ${product}`, 4)).toEqual(['10 +', '2 ×', '3']);
  expect(wrap('1234567890', 4)).toEqual(['1234', '5678', '90']);
});
