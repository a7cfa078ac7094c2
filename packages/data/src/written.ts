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

/** What a column of words looks like, found out cell by cell. */
export interface Lookalikes {
  add(cell: string): void;
  /**
   * Where most cells are numbers in a way that is not read: that, and how to write them: "looks like numbers with decimal commas; write '0,512' as
   * 0.512". Undefined where most are words.
   */
  found(): string | undefined;
}

/** Looks at cells for numbers that are not read. */
export function lookalikes(): Lookalikes {
  const ways = WAYS.map((way) => ({ way, cells: 0, first: '' }));
  let [present, numbers] = [0, 0];
  return {
    add: (text) => {
      const cell = text.trim();
      if (isMissingNumber(cell)) return;
      present++;
      const such = ways.filter(({ way }) => isIn(way, cell));
      if (such.length > 0 || toNumber(cell) !== undefined) numbers++;
      for (const found of such) {
        if (found.cells === 0) found.first = structuredClone([cell])[0]!;
        found.cells++;
      }
    },
    found: () => {
      if (numbers <= present / 2) return undefined;
      const { way, cells, first } = ways.reduce((a, b) => (b.cells > a.cells ? b : a));
      if (cells === 0) return undefined;
      return `looks like numbers with ${way.name}; write '${first}' as ${way.plain(first)} to have them read as numbers`;
    },
  };
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
