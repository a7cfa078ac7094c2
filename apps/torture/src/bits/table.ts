import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP } from '../app-folder.js';
import type { Cell } from './cells.js';

const FILE = join(APP, '..', '..', 'docs', 'same-bits.md');
const [BEGIN, END] = ['<!-- cells:begin -->', '<!-- cells:end -->'];

const said = ({ agreed, wrong, found }: Cell): string =>
  'missing' in found ? 'not tested' : wrong.length > 0 ? `${wrong.length} differ` : `${agreed} of ${agreed}`;

/** A row for each engine, a column for each number of threads. */
function tableOf(cells: readonly Cell[]): string {
  const threads = [...new Set(cells.map((cell) => cell.threads))];
  const rows = [...new Set(cells.map(({ engine }) => engine))].map((engine) => {
    const of = cells.filter((cell) => cell.engine === engine);
    const versions = new Set(of.flatMap(({ found }) => ('version' in found ? [found.version] : [])));
    return `| ${[engine, [...versions].join(', '), ...of.map(said)].join(' | ')} |`;
  });
  const names = threads.map((n) => (n === 1 ? '1 thread' : `${n} threads`));
  return [
    `Computed on ${process.platform}, ${process.arch}:`,
    '',
    `| engine | version | ${names.join(' | ')} |`,
    `|---|---|${threads.map(() => '--:|').join('')}`,
    ...rows,
  ].join('\n');
}

/** Writes the cells into the page that tells of them. */
export function keepTable(cells: readonly Cell[]): void {
  const text = readFileSync(FILE, 'utf8');
  const [before, after] = [text.split(BEGIN)[0]!, text.split(END)[1]!];
  writeFileSync(FILE, `${before}${BEGIN}\n\n${tableOf(cells)}\n\n${END}${after}`);
}
