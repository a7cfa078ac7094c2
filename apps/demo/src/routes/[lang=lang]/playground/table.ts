import { divided } from './datasets.js';
import { featuresOf } from './features.js';
import { type Point, pointOf, REACH } from './points.js';
import type { Settings } from './settings.js';
import { taskOf } from './targets.js';

/** The points to learn from as a table: a column for each feature, and the target. */
export function tableOf(settings: Settings, part: 'train' | 'test'): string {
  const isClasses = taskOf(settings) === 'classes';
  const rows = divided(settings)[part].map(([x1, x2, t]) => [
    ...featuresOf(settings.features, x1, x2),
    isClasses ? (t > 0.5 ? 'blue' : 'orange') : t,
  ]);
  return `${[[...settings.features, 'target'], ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

/** All points as text that `read` reads. */
export const written = (points: readonly Point[]): string => points.map((point) => point.join(',')).join('\n');

/** What is wrong with a line: its number, what it is, and what stands there. */
export interface LineProblem {
  readonly line: number;
  readonly kind: 'count' | 'number' | 'range' | 'class';
  readonly text: string;
}

function problemOf(cells: readonly string[], isClasses: boolean): LineProblem['kind'] | undefined {
  if (cells.length !== 3) return 'count';
  const values = cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
  if (values.some(Number.isNaN)) return 'number';
  if (values.some((value) => Math.abs(value) > REACH)) return 'range';
  return isClasses && values[2] !== 0 && values[2] !== 1 ? 'class' : undefined;
}

/** Reads lines of `x1,x2,class`. Empty lines and a first line of names are passed over. */
export function read(
  text: string,
  isClasses: boolean,
): { readonly points: readonly Point[]; readonly problems: readonly LineProblem[] } {
  const points: Point[] = [];
  const problems: LineProblem[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, i) => {
    if (line.trim() === '' || (i === 0 && /^\s*x1\s*[,;\t]/i.test(line))) return;
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    const kind = problemOf(cells, isClasses);
    if (kind) problems.push({ line: i + 1, kind, text: line.trim() });
    else points.push(pointOf(cells.map(Number))!);
  });
  return { points, problems };
}
