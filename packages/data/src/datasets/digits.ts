import { type Table, table } from '../table.js';
import { digitsText } from './digits-text.js';

const SIDE = 8;

/**
 * Handwritten digits: 1,797 rows, 64 grey values from 0 to 16 (p00 to p77: row, column) and the column `digit`.
 * E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits (1998), the test part. UCI Machine Learning Repository,
 * doi:10.24432/C50P49, CC BY 4.0.
 */
export function digits(): Table {
  const lines = digitsText.trim().split('\n');
  const pixel = (k: number) => ({
    name: `p${Math.floor(k / SIDE)}${k % SIDE}`,
    cells: lines.map((line) => String(line.charCodeAt(k) - 65)),
  });
  const columns = Array.from({ length: SIDE * SIDE }, (_, k) => pixel(k));
  return table([...columns, { name: 'digit', cells: lines.map((line) => line[SIDE * SIDE]!) }], { source: 'digits' });
}
