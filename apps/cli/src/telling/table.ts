import stringWidth from 'string-width';
import { abridged } from './abridged.js';
import { wrap } from './wrap.js';

const GAP = '  ';

const filled = (cell: string, width: number) => ' '.repeat(width - stringWidth(cell));
const isNumber = (cell: string) => /^(-?[0-9.]+(e-?[0-9]+)?|-?∞|NaN|[–…])$/.test(cell);

/** Rows under their heads, numbers aligned to the right; of many rows the first ones and the last. */
function aligned(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const kept = abridged(rows, 8, 2);
  const shown = kept.map((row) => row ?? head.map(() => '…'));
  const widths = head.map((name, j) =>
    Math.max(...[name, ...shown.map((row) => row[j]!)].map((cell) => stringWidth(cell))),
  );
  const right = head.map((_, j) => shown.every((row) => isNumber(row[j]!)));
  const padded = (cell: string, j: number) =>
    right[j] ? filled(cell, widths[j]!) + cell : cell + filled(cell, widths[j]!);
  return [head, ...shown].map((row) => row.map(padded).join(GAP).trimEnd());
}

/** Whether rows fit under their heads. */
export const fits = (head: readonly string[], rows: readonly (readonly string[])[], columns: number): boolean =>
  aligned(head, rows).every((line) => stringWidth(line) <= columns);

/** Rows under their heads; where that is too wide, a row is written as its names and values. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[], columns: number): string[] {
  if (fits(head, rows, columns)) return aligned(head, rows);
  return abridged(rows, 8, 2).flatMap((row) =>
    row
      ? packed(
          row.map((cell, j) => `${head[j]} ${cell}`),
          columns,
        )
      : ['…'],
  );
}

/** Lines with as many of these side by side as there is room for; one that is too wide is broken. */
function packed(cells: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const cell of cells) {
    const longer = `${lines.at(-1)}${GAP}${cell}`;
    if (lines.length > 0 && stringWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(...wrap(cell, columns));
  }
  return lines;
}
