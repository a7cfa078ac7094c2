import { type Pipeline, type Table, TableError } from '@nn/data';
import { argmaxRows, type Matrix } from '@nn/matrix';
import type { Network } from '@nn/net';
import { answers } from '../training/answers.js';
import { classesOf, type Quality, quality } from '../training/quality.js';

interface JudgedRows {
  readonly model: Network;
  readonly pipeline: Pipeline;
  /** The rows of known classes, or all. */
  readonly table: Table;
  /** What the network reads, a row each, and what it says of it. */
  readonly x: Matrix;
  readonly output: Matrix;
  /** What was said of the table while it was read. */
  readonly notes: readonly string[];
}

/** Answers of a classifier beside the truth: both as places among the classes. */
export interface JudgedClasses extends JudgedRows {
  readonly task: 'classes';
  readonly classes: readonly string[];
  readonly truth: Int32Array;
  readonly said: Int32Array;
  readonly quality: Quality & { readonly task: 'classes' };
}

/** Answers that are numbers beside the truth, in the target's own units. */
export interface JudgedNumbers extends JudgedRows {
  readonly task: 'number';
  readonly truth: Float64Array;
  readonly said: Float64Array;
  readonly quality: Quality & { readonly task: 'number' };
}

export type Judged = JudgedClasses | JudgedNumbers;

/**
 * A network's answers for a table that has the target's column, beside what is there. Rows without a value there are left out; rows of a class that was not
 * there in training count only in `quality`. Throws TableError where no row can be judged, or a cell is not what it was in training.
 */
export function judge(model: Network, pipeline: Pipeline, whole: Table): Judged {
  const { target } = pipeline;
  const present = whole.withoutMissing(target.name);
  if (present.rows === 0)
    throw new TableError(`${whole.source}, column ${target.name}: no row has a value to compare with`);
  const q = quality(model, pipeline, present);
  const truths = q.task === 'classes' && q.unknown ? classesOf(pipeline, present) : undefined;
  const table = truths ? present.select(truths.flatMap((is, i) => (is === undefined ? [] : [i]))) : present;
  const { x, t } = pipeline.encode(table);
  const { output, values, notes } = answers(model, pipeline, table.without(target.name));
  const rows = { model, pipeline, table, x, output, notes };
  if (q.task === 'classes' && target.kind === 'classes') {
    const { classes } = target;
    return { ...rows, task: 'classes', classes, truth: argmaxRows(t!), said: argmaxRows(output), quality: q };
  }
  const truth = Float64Array.from(table.column(target.name).cells, Number);
  return {
    ...rows,
    task: 'number',
    truth,
    said: Float64Array.from(values as number[]),
    quality: q as Quality & { task: 'number' },
  };
}
