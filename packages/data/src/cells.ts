import { count, list } from './message.js';

/** What stands for 'nothing is known' in any column. */
const MISSING = new Set(['', '?', 'nan', '#n/a']);
/** What does so among numbers only: a column of words may mean it (no treatment: 'none', Namibia: 'NA'). */
const MISSING_NUMBER = new Set(['na', 'n.a.', 'n/a', 'null', 'none', '-']);

const plain = (cell: string) => cell.trim().toLowerCase();

/** Whether a cell of a column of words holds nothing. */
export const isMissingWord = (cell: string): boolean => MISSING.has(plain(cell));

/** Whether a cell of a column of numbers holds nothing. */
export const isMissingNumber = (cell: string): boolean => isMissingWord(cell) || MISSING_NUMBER.has(plain(cell));

/** What of a column is missing: as in a column of numbers where it holds numbers and no words, else as in one of words. */
export function missingIn(cells: readonly string[]): (cell: string) => boolean {
  const numbers = cells.some((cell) => toNumber(cell) !== undefined);
  const words = cells.some((cell) => toNumber(cell) === undefined && !isMissingNumber(cell));
  return numbers && !words ? isMissingNumber : isMissingWord;
}

/** For a message: which words are read as missing ("101 cells 'none' are read as missing"); '' where only empty cells are. */
export function readAsMissing(cells: readonly string[], isMissing: (cell: string) => boolean): string {
  const counts = new Map<string, number>();
  for (const cell of cells.map((cell) => cell.trim()))
    if (cell !== '' && isMissing(cell)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const named = [...counts].map(([cell, n]) => `${count(n, 'cell')} '${cell}'`);
  const one = counts.size === 1 && [...counts.values()][0] === 1;
  return named.length === 0 ? '' : `${list(named)} ${one ? 'is' : 'are'} read as missing`;
}

// Each text matches in one way only, so a long one costs no more than its length.
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a cell holds; undefined where it holds none (text, 0x10, 1,5) or one that no double can hold (1e999). */
export function toNumber(cell: string): number | undefined {
  const text = cell.trim();
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether these are numbers, all of them. */
export const areNumbers = (labels: readonly string[]): boolean =>
  labels.every((label) => toNumber(label) !== undefined);

/**
 * What makes labels the same: their value where they are numbers (`1`, `1.0`, `01`), else their letters. Whole numbers too large for a
 * double to tell from the next are told apart by their digits.
 */
export function sameness(label: string): number | string {
  const value = toNumber(label);
  return value === undefined || Math.abs(value) > Number.MAX_SAFE_INTEGER ? label.trim() : value;
}
