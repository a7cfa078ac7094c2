/** What stands for 'nothing is known' in the tables people have. */
const MISSING = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', 'none', '?']);

export const isMissing = (cell: string): boolean => MISSING.has(cell.trim().toLowerCase());

// Each text matches in one way only, so a long one costs no more than its length.
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a cell holds; undefined where it holds none (text, 0x10, 1,5) or one that no double can hold (1e999). */
export function toNumber(cell: string): number | undefined {
  const text = cell.trim();
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
