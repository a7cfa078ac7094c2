import type { Results, TaskResult } from '../results.js';
import { digits } from './format.js';
import { allowed } from './goal.js';
import { goals } from './goals.js';
import { missingLines } from './missing.js';
import { rowsOf } from './rows.js';

/** Columns under one another: names to the left, numbers to the right. */
function aligned(table: readonly (readonly string[])[]): string {
  const widths = table[0]!.map((_, k) => Math.max(...table.map((row) => row[k]!.length)));
  const pad = (cell: string, k: number) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!));
  return table.map((row) => `  ${row.map(pad).join('  ').trimEnd()}`).join('\n');
}

/** A task as text, with who is not in it and why. */
export function taskText(results: Results, task: TaskResult): string {
  const { heading, rows } = rowsOf(results, task);
  const absent = task.absent.map(({ id, why }) => `  ${id}: ${why}`);
  return [task.title, aligned([heading, ...rows]), ...absent].join('\n');
}

/** What is said when all is measured: sizes, memory, goals, and who was not there. */
export function ending(results: Results): string {
  const { sizes, memory, missing } = results;
  const sections: string[] = [];
  if (sizes.length > 0) {
    const rows = sizes.map((s) => [
      `${s.name}, ${s.what}`,
      digits(s.gzipped / 1000),
      s.beside ? digits(s.beside / 1000) : '',
    ]);
    sections.push(`Bundles, minified and gzipped\n${aligned([['', 'kB', 'kB beside it'], ...rows])}`);
  }
  if (memory.length > 0) {
    const rows = memory.map((m) => [`${m.training}, ${m.id}`, digits(m.peak / 1e6), digits(allowed(m) / 1e6)]);
    sections.push(`Peak memory\n${aligned([['', 'MB', 'goal'], ...rows])}`);
  }
  const reached = goals.flatMap((goal) => {
    const r = goal.reached(results);
    return r ? [[goal.what, goal.wanted, r.text, r.met ? 'met' : 'NOT met']] : [];
  });
  if (reached.length > 0) sections.push(`Goals\n${aligned(reached)}`);
  if (missing.length > 0) sections.push(['Not there', ...missingLines(missing).map((line) => `  ${line}`)].join('\n'));
  return sections.join('\n\n');
}
