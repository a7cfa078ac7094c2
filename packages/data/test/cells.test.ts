import { describe, expect, test } from 'vitest';
import { missingIn, missingOf, missingWords, numberIn, readAsMissing, toNumber } from '../src/cells.js';
import { wholeNumbers } from './support.js';

const usual = missingOf(undefined);
const { word: isMissingWord, number: isMissingNumber } = usual;

describe('the number of a cell', () => {
  const numbers: [string, number][] = [
    ['7', 7],
    [' 7 ', 7],
    ['\t7', 7],
    ['007', 7],
    ['+3', 3],
    ['-3.25', -3.25],
    ['.5', 0.5],
    ['5.', 5],
    ['1e5', 100_000],
    ['1E-3', 0.001],
    ['-.5e+2', -50],
    ['0.1', 0.1],
    ['9007199254740993', 9007199254740992],
    ['1e-400', 0],
  ];
  test.each(numbers)('%j is %d', (cell, value) => expect(toNumber(cell)).toBe(value));

  test('the sign of zero is kept', () => expect(toNumber('-0')).toBe(-0));

  const others = ['', ' ', '.', '+', '-', 'e5', '1e', '1e+', '--1', '0x10', '0b1', '1_000', '1,5', '1 000', '1.2.3'];
  const words = ['Infinity', '-Infinity', 'NaN', '1e999', '-1e999', '12px', '½', '٣', 'true', '1n'];
  test.each([...others, ...words])('%j is no number', (cell) => expect(toNumber(cell)).toBeUndefined());

  test('many digits before a letter cost no more than their length', () => {
    const cell = `${'1'.repeat(5_000_000)}x`;
    expect(toNumber(cell)).toBeUndefined();
  });
});

describe('a missing value', () => {
  test.each(['', '  ', '#N/A', ' NaN ', 'nan', '?'])('is %j in any column', (cell) => {
    expect(isMissingWord(cell)).toBe(true);
    expect(isMissingNumber(cell)).toBe(true);
  });
  test.each(['NA', 'na', ' NA ', 'n.a.', 'N/A', 'NULL', 'None', 'none', '-'])('is %j only among numbers', (cell) => {
    expect(isMissingWord(cell)).toBe(false);
    expect(isMissingNumber(cell)).toBe(true);
  });
  test.each(['0', '--', 'no', 'nano', 'n', 'unknown', '??', 'Infinity', 'NAN.'])('is not %j', (cell) =>
    expect(isMissingNumber(cell)).toBe(false),
  );
  test.each([
    ['numbers', ['1', '2.5', 'none', ''], true],
    ['one number', ['none', 'none', '7'], true],
    ['words', ['a', 'none', 'b'], false],
    ['words and numbers', ['1', '2', '3', 'x', 'none'], false],
    ['nothing else', ['none', 'none'], false],
  ])('%s: whether none is one', (_, cells, missing) => expect(missingIn({ cells }, usual)('none')).toBe(missing));

  test('is named by what is written, but for empty cells', () => {
    expect(readAsMissing(missingWords(['1', ' NA', 'NA', '', '-', '7'], isMissingNumber))).toBe(
      "2 cells 'NA', 1 cell '-' are read as missing",
    );
    expect(readAsMissing(missingWords(['none', '?'], isMissingWord))).toBe("1 cell '?' is read as missing");
    expect(readAsMissing(missingWords(['', '5'], isMissingNumber))).toBe('');
  });
});

describe('words that are said to mean missing', () => {
  const missing = missingOf(['', 'NA', '-999']);
  test.each(['', ' ', 'NA', ' NA ', '-999', '-999.0', '-9.99e2'])('%j does among numbers', (cell) =>
    expect(missing.number(cell)).toBe(true),
  );
  test.each(['na', '?', 'NaN', 'null', '-', '999', '0'])('%j does not', (cell) => {
    expect(missing.number(cell)).toBe(false);
    expect(missing.word(cell)).toBe(false);
  });
  test('words are compared by their letters', () => {
    expect(missing.word('-999')).toBe(true);
    expect(missing.word('-999.0')).toBe(false);
  });
});

describe('a number among bytes', () => {
  const read = (text: string) => numberIn(new TextEncoder().encode(`xx${text}`), 2, 2 + text.length);
  test('is the one of its text, to the bit, or left to it', () => {
    const next = wholeNumbers(5);
    const digits = (n: number) => Array.from({ length: n }, () => next(10)).join('');
    let read15 = 0;
    for (let k = 0; k < 5000; k++) {
      const text = `${['', '-', '+'][next(3)]}${digits(next(10))}${['', '.'][next(2)]}${digits(next(10))}`;
      const value = read(text);
      if (Number.isNaN(value)) continue;
      read15++;
      expect(Object.is(value, toNumber(text)), text).toBe(true);
    }
    expect(read15).toBeGreaterThan(3000);
  });
  test.each([
    '',
    '-',
    '.',
    '+.',
    '1e5',
    '0x10',
    '1,5',
    ' 1',
    '1 ',
    '١',
    '1.2.3',
    '--1',
    '1234567890123456',
    'NaN',
    '?',
  ])('%j is looked at as text', (text) => expect(read(text)).toBeNaN());
  test('a zero keeps its sign', () => expect(Object.is(read('-0'), -0)).toBe(true));
});
