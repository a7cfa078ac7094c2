import { count, list } from './message.js';

/** What means that a value is missing: in a column of words, and in one of numbers. */
export interface Missing {
  word(cell: string): boolean;
  number(cell: string): boolean;
  /** Numbers that do, too: they are none that a value can have. */
  readonly values: ReadonlySet<number>;
}

/** What stands for 'nothing is known' in any column. */
const ANYWHERE = new Set(['', '?', 'nan', '#n/a']);
/** What does so among numbers only: a column of words may mean it (no treatment: 'none', Namibia: 'NA'). */
const AMONG_NUMBERS = new Set(['na', 'n.a.', 'n/a', 'null', 'none', '-']);

const plain = (cell: string) => cell.trim().toLowerCase();

/** Whether a cell begins with a digit, as most do: then it is a value. */
const isDigit = (cell: string) => {
  const code = cell.charCodeAt(0);
  return code >= 48 && code <= 57;
};

const usual: Missing = {
  word: (cell) => !isDigit(cell) && ANYWHERE.has(plain(cell)),
  number: (cell) => !isDigit(cell) && (ANYWHERE.has(plain(cell)) || AMONG_NUMBERS.has(plain(cell))),
  values: new Set(),
};

/** What means that a value is missing: what usually does, or else just these words, of just this case, and these numbers in any spelling. */
export function missingOf(words: readonly string[] | undefined): Missing {
  if (words === undefined) return usual;
  const written = new Set(words.map((word) => word.trim()));
  const same = new Set(words.map(sameness));
  return {
    word: (cell) => written.has(cell.trim()),
    number: (cell) => same.has(sameness(cell)),
    values: new Set(words.flatMap((word) => toNumber(word) ?? [])),
  };
}

/** What of a column is missing: as in a column of numbers where it holds numbers and no words, or is said to be one, else as in one of words. */
export function missingIn(
  { cells, type }: { readonly cells: readonly string[]; readonly type?: 'number' | 'category' | undefined },
  missing: Missing,
): (cell: string) => boolean {
  if (type !== undefined) return type === 'number' ? missing.number : missing.word;
  const numbers = cells.some((cell) => toNumber(cell) !== undefined);
  const words = cells.some((cell) => toNumber(cell) === undefined && !missing.number(cell));
  return numbers && !words ? missing.number : missing.word;
}

/** For a message: which words were read as missing, by how often ("101 cells 'none' are read as missing"); '' where only empty cells were. */
export function readAsMissing(counts: ReadonlyMap<string, number>): string {
  const named = [...counts]
    .filter(([cell]) => cell !== '')
    .map(([cell, n]) => [`${count(n, 'cell')} '${cell}'`, n] as const);
  const one = named.length === 1 && named[0]![1] === 1;
  return named.length === 0 ? '' : `${list(named.map(([said]) => said))} ${one ? 'is' : 'are'} read as missing`;
}

/** How often each word is there that means missing. */
export function missingWords(cells: readonly string[], isMissing: (cell: string) => boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) if (isMissing(cell)) counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
  return counts;
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

/** Powers of ten that are doubles to the digit, and so quotients by them rounded once. */
const TENS = Array.from({ length: 16 }, (_, k) => 10 ** k);

/** What `toNumber` makes of bytes that hold a plain number of 15 digits at most; NaN for all else, which is to be looked at as text. */
export function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  const sign = bytes[i];
  if (sign === 45 || sign === 43) i++;
  const from = i;
  let value = 0;
  let digit = 0;
  for (; i < end; i++) {
    digit = bytes[i]! - 48;
    if (digit >>> 0 > 9) break;
    value = value * 10 + digit;
  }
  let digits = i - from;
  if (i < end && digit === -2) {
    const point = ++i;
    for (; i < end; i++) {
      digit = bytes[i]! - 48;
      if (digit >>> 0 > 9) break;
      value = value * 10 + digit;
    }
    const decimals = i - point;
    digits += decimals;
    if (digits <= 15) value /= TENS[decimals]!;
  }
  if (i !== end || digits === 0 || digits > 15) return Number.NaN;
  return sign === 45 ? -value : value;
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
