import { pipelineFitter, type Table, table } from '@nn/data';
import { openTable } from '../data/open-table.js';
import type { Scratch } from '../data/scratch.js';
import { type StreamedTable, streamTable } from '../data/stream-table.js';
import { say } from '../terminal/io.js';
import { note } from '../terminal/words.js';
import type { Job } from './job.js';
import type { LearningRows } from './learning-rows.js';
import { type Asked, planOf, type Settled, settle } from './plan.js';
import { streamedRows } from './streamed-rows.js';
import { tableRows } from './table-rows.js';

/** A table that was opened to learn from it. */
export interface Opening {
  readonly source: string;
  /** Of the bytes as they stand in the file. */
  readonly sha256: string;
  /** What will be trained, on which rows; the table, if it is in memory. */
  settle(): Promise<{ plan: Settled; rows: LearningRows; table?: Table }>;
}

/** Reads a table into memory. */
export async function openInMemory({ path, io }: Job, asked: Asked): Promise<Opening> {
  const { table, sha256 } = await openTable(path, asked);
  return {
    source: table.source,
    sha256,
    settle: async () => {
      const plan = planOf(table, asked, io);
      return { plan, rows: tableRows(plan.table), table: plan.table };
    },
  };
}

/** So many cells at most of rows that are held back, or looked at, are in memory. */
const MOST_CELLS = 2_000_000;

/** Opens a table that is read as often as it is needed. */
export async function openStreamed({ path, io }: Job, asked: Asked, scratch: Scratch): Promise<Opening> {
  const streamed = await streamTable(path, asked, scratch, io.signal);
  const cut = (rows: number, held: number) =>
    say(
      io,
      note({
        en: `${rows} of the ${held} rows held back are enough to judge it; the others are not read`,
        zh: `留出的 ${held} 行中，用 ${rows} 行来检验就够了，其余的不读`,
      }),
    );
  return {
    source: streamed.source,
    sha256: streamed.sha256,
    settle: async () => {
      const { pipeline, columns } = await fitted(streamed, asked);
      const labels = await labelsIn(streamed, asked.target, pipeline.target.kind);
      const { source } = streamed;
      const plan = settle({ source, rows: labels.rows, columns, column: labels.column }, pipeline, asked, io);
      const most = Math.max(1, Math.floor(MOST_CELLS / columns.length));
      return { plan, rows: streamedRows({ table: streamed, labels, pipeline, scratch, most, cut }) };
    },
  };
}

/** How all rows become numbers, and which columns there are. */
async function fitted(streamed: StreamedTable, { target, task }: Asked) {
  const fitter = pipelineFitter({ target, task });
  const names = new Set<string>();
  for (;;) {
    for await (const part of streamed.parts()) {
      for (const { name } of part.columns) names.add(name);
      fitter.push(part);
    }
    const pipeline = fitter.end();
    if (pipeline) return { pipeline, columns: [...names].map((name) => ({ name })) };
  }
}

/** The target of each row, each class once in memory; of numbers nothing, since they are not told apart. */
async function labelsIn({ parts, source }: StreamedTable, target: string, kind: 'classes' | 'number'): Promise<Table> {
  const known = new Map<string, string>();
  const cells: string[] = [];
  for await (const part of parts()) {
    for (let i = 0; kind === 'number' && i < part.rows; i++) cells.push('');
    for (const cell of kind === 'classes' ? part.column(target).cells : []) {
      let label = known.get(cell);
      if (label === undefined) {
        label = structuredClone([cell])[0]!;
        known.set(label, label);
      }
      cells.push(label);
    }
  }
  return table([{ name: target, cells }], { source, lines: cells.map((_, row) => row) });
}
