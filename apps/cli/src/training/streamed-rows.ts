import { type FitPipelineOptions, type Pipeline, pipelineFitter, type Table } from '@nn/data';
import type { Scratch } from '../data/scratch.js';
import type { StreamedTable } from '../data/stream-table.js';
import type { LearningRows } from './learning-rows.js';
import { sampler } from './sampler.js';
import { openSpool, spooled } from './spool.js';

/** A table that is not held in memory, and what of it is. */
export interface Streamed {
  readonly table: Pick<StreamedTable, 'parts'>;
  /** The target alone, where its classes are told apart. Its lines are the numbers of the rows, from 0. */
  readonly labels: Table;
  /** How all rows become numbers. */
  readonly pipeline: Pipeline;
  readonly scratch: Scratch;
  /** So many rows at most are held in memory. */
  readonly most: number;
  /** Told where fewer rows than were held back judge. */
  readonly cut: (rows: number, held: number) => void;
}

/** Some of the rows, as they come: the number of the first row of a part, and which of its rows they are. */
async function* chosen({ table }: Streamed, rows: Int32Array | undefined, all: number) {
  const isIn = rows && new Uint8Array(all);
  for (const row of rows ?? []) isIn![row] = 1;
  let first = 0;
  for await (const part of table.parts()) {
    const places: number[] = [];
    for (let i = 0; isIn && i < part.rows; i++) if (isIn[first + i]) places.push(i);
    yield { part, first, rows: isIn ? part.select(places) : part };
    first += part.rows;
  }
}

/** A pipeline for some of the rows, in two passes. */
async function fitted(streamed: Streamed, rows: Int32Array, options: FitPipelineOptions): Promise<Pipeline> {
  const fitter = pipelineFitter(options);
  for (;;) {
    for await (const part of chosen(streamed, rows, streamed.labels.rows))
      if (part.rows.rows > 0) fitter.push(part.rows);
    const pipeline = fitter.end();
    if (pipeline) return pipeline;
  }
}

/** Where each of these rows stands among all of them in the order of the file. */
function ranks(rows: Int32Array): Int32Array {
  const sorted = rows.toSorted();
  const rankOf = new Int32Array((sorted.at(-1) ?? -1) + 1);
  sorted.forEach((row, rank) => {
    rankOf[row] = rank;
  });
  return rows.map((row) => rankOf[row]!);
}

/** So many of n things, evenly. */
const evenly = (most: number, n: number): number[] =>
  Array.from({ length: Math.min(most, n) }, (_, i) => Math.floor((i * n) / Math.min(most, n)));

/** These rows of a streamed table, in this order; all of them unless given. Numbers go to a file, from which they are read as they are needed. */
export function streamedRows(streamed: Streamed, rows?: Int32Array): LearningRows {
  const { labels, scratch, most, cut } = streamed;
  const all = labels.rows;
  return {
    split: async (options) => {
      const { train, test } = labels.split(options);
      const held = sampler(test.lines.slice(0, most));
      if (test.rows > most) cut(most, test.rows);
      for await (const { part, first } of chosen(streamed, undefined, all)) held.push(part, first);
      return { train: streamedRows(streamed, Int32Array.from(train.lines)), test: held.table() };
    },
    encoded: async (options, work) => {
      const pipeline = rows ? await fitted(streamed, rows, options) : streamed.pipeline;
      const looked = sampler(evenly(most, rows?.length ?? all).map((i) => rows?.[i] ?? i));
      const place = scratch.place('rows');
      try {
        const spool = await openSpool(place, rows?.length ?? all, pipeline);
        try {
          for await (const part of chosen(streamed, rows, all)) {
            looked.push(part.part, part.first);
            if (part.rows.rows > 0) await spool.push(pipeline.encode(part.rows));
          }
        } finally {
          await spool.close();
        }
        const { x, t, close } = spooled(place, pipeline, rows && ranks(rows));
        try {
          const seen = looked.table();
          const numbers = pipeline.encode(seen);
          return await work({ pipeline, x, t, looked: { rows: seen, x: numbers.x, t: numbers.t! } });
        } finally {
          close();
        }
      } finally {
        await scratch.remove(place);
      }
    },
  };
}
