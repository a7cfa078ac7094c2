import { describe, expect, test } from 'vitest';
import { isMissingNumber, isMissingWord, missingIn, readAsMissing, toNumber } from '../src/cells.js';

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
  ])('%s: whether none is one', (_, cells, missing) => expect(missingIn(cells)('none')).toBe(missing));

  test('is named by what is written, but for empty cells', () => {
    expect(readAsMissing(['1', ' NA', 'NA', '', '-', '7'], isMissingNumber)).toBe(
      "2 cells 'NA', 1 cell '-' are read as missing",
    );
    expect(readAsMissing(['none', '?'], isMissingWord)).toBe("1 cell '?' is read as missing");
    expect(readAsMissing(['', '5'], isMissingNumber)).toBe('');
  });
});
