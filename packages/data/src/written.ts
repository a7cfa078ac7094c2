import { missingOf, toNumber } from './cells.js';

const isMissingNumber = missingOf(undefined).number;

/** A way people write numbers that only 1234.5 is read for. */
interface Way {
  readonly name: string;
  readonly pattern: RegExp;
  /** The same number as it is read. */
  readonly plain: (cell: string) => string;
}

const SEPARATED: readonly Way[] = [
  {
    name: 'thousands separators',
    pattern: /^[+-]?[1-9]\d{0,2}([, '’\u00a0\u202f]\d{3})+(\.\d+)?$/,
    plain: (cell) => cell.replace(/[^\d.+-]/g, ''),
  },
  {
    name: 'decimal commas',
    pattern: /^[+-]?(\d+|[1-9]\d{0,2}([. ]\d{3})+),\d+$/,
    plain: (cell) => cell.replace(/[. ]/g, '').replace(',', '.'),
  },
];
const WAYS: readonly Way[] = [
  ...SEPARATED,
  { name: 'percent signs', pattern: /^[^%]*\d\s?%$/, plain: (cell) => inner(cell.replace('%', '')) },
  {
    name: 'a currency',
    pattern: /^[+-]?\p{Sc}\s?[+-]?[\d.,]+$|^[+-]?[\d.,]+\s?\p{Sc}$/u,
    plain: (cell) => inner(cell.replace(/\p{Sc}/u, '')),
  },
];

/** What a sign stands beside, as it is read. */
function inner(cell: string): string {
  const text = cell.replace(/\s/g, '');
  return SEPARATED.find(({ pattern }) => pattern.test(text))?.plain(text) ?? text;
}

const isIn = ({ pattern, plain }: Way, cell: string) => pattern.test(cell) && toNumber(plain(cell)) !== undefined;

/**
 * What a column of words looks like where most of its cells are numbers in a way that is not read, and how to write them:
 * "looks like numbers with decimal commas; write '0,512' as 0.512". Undefined where most are words.
 */
export function lookalike(cells: readonly string[]): string | undefined {
  const present = cells.map((cell) => cell.trim()).filter((cell) => !isMissingNumber(cell));
  const numbers = present.filter((cell) => toNumber(cell) !== undefined || WAYS.some((way) => isIn(way, cell)));
  if (numbers.length <= present.length / 2) return undefined;
  const found = WAYS.map((way) => ({ way, cells: numbers.filter((cell) => isIn(way, cell)) }));
  const { way, cells: such } = found.reduce((a, b) => (b.cells.length > a.cells.length ? b : a));
  const first = such[0];
  if (first === undefined) return undefined;
  return `looks like numbers with ${way.name}; write '${first}' as ${way.plain(first)} to have them read as numbers`;
}

const COMMA = /^[+-]?\d+,\d+$/;
const POINT = /\d\.\d/;

/** Whether a point stands between digits. */
export const hasPoint = (cell: string): boolean => POINT.test(cell);

/**
 * A column's cells with points for decimal commas, if it is one of such numbers: most of its cells are numbers, some with a comma and none with
 * a point (which would part thousands).
 */
export function withPoints(cells: readonly string[]): string[] | undefined {
  const present = cells.filter((cell) => !isMissingNumber(cell));
  const commas = present.filter((cell) => COMMA.test(cell.trim())).length;
  const numbers = commas + present.filter((cell) => toNumber(cell) !== undefined).length;
  if (commas === 0 || numbers <= present.length / 2 || present.some(hasPoint)) return undefined;
  return cells.map((cell) => (COMMA.test(cell.trim()) ? cell.replace(',', '.') : cell));
}
