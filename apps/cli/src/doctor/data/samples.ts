import type { Pipeline, Table } from '@nn/data';
import { argmaxRows, type Matrix } from '@nn/matrix';

/** A column of the user's, and which columns of x it became. */
export interface SourceColumn {
  readonly name: string;
  readonly at: number;
  /** 1 for a number; one for each category. */
  readonly width: number;
}

/** What one sample should give: one of several classes, or numbers. */
export type Wanted = { readonly kind: 'classes'; readonly names: readonly string[] } | { readonly kind: 'numbers' };

/** What a network is to learn from, and what it is to be judged by, as numbers, with the names to speak of them. */
export interface Samples {
  readonly x: Matrix;
  readonly t: Matrix;
  readonly held?: { readonly x: Matrix; readonly t: Matrix };
  readonly columns: readonly SourceColumn[];
  readonly wanted: Wanted;
  /** The name of the target, where it has one. */
  readonly target?: string;
  /** The lines of the file that the rows began on, where they come from one. */
  readonly lines?: { readonly train: readonly number[]; readonly held: readonly number[] };
}

/** Tables as samples: `train` is what a pipeline was fitted on, `held` what is held back. */
export function samplesOf(train: Table, held: Table | undefined, pipeline: Pipeline): Samples {
  const { x, t } = pipeline.encode(train);
  const judged = held && pipeline.encode(held);
  let at = 0;
  const columns = pipeline.features.map((feature) => {
    const column = { name: feature.name, at, width: feature.kind === 'number' ? 1 : feature.categories.length };
    at += column.width;
    return column;
  });
  const { target } = pipeline;
  return {
    x,
    t: t!,
    ...(judged && { held: { x: judged.x, t: judged.t! } }),
    columns,
    wanted: target.kind === 'classes' ? { kind: 'classes', names: target.classes } : { kind: 'numbers' },
    target: target.name,
    ...(held && { lines: { train: train.lines, held: held.lines } }),
  };
}

/** Whether every row is one 1 among zeros, or every number of a single column 0 or 1. */
function areClasses({ data, rows, cols }: Matrix): boolean {
  if (!data.every((v) => v === 0 || v === 1)) return false;
  if (cols === 1) return true;
  const ones = new Float64Array(rows);
  data.forEach((v, k) => {
    ones[Math.floor(k / cols)]! += v;
  });
  return ones.every((n) => n === 1);
}

/** Matrices as samples: columns are called by their numbers, and targets are classes where they look like it. */
export function samplesOfMatrices(x: Matrix, t: Matrix, held?: { readonly x: Matrix; readonly t: Matrix }): Samples {
  const count = t.cols === 1 ? 2 : t.cols;
  return {
    x,
    t,
    ...(held && { held }),
    columns: Array.from({ length: x.cols }, (_, at) => ({ name: String(at), at, width: 1 })),
    wanted: areClasses(t)
      ? { kind: 'classes', names: Array.from({ length: count }, (_, k) => String(k)) }
      : { kind: 'numbers' },
  };
}

/** The class of each sample, as a number. */
export const classesOf = (t: Matrix): Int32Array => (t.cols === 1 ? Int32Array.from(t.data) : argmaxRows(t));

/** What a source column says of sample i: its number, or the number of its category (-1 for none of them). */
export function readerOf({ data, cols }: Matrix, { at, width }: SourceColumn): (i: number) => number {
  if (width === 1) return (i) => data[i * cols + at]!;
  return (i) => {
    for (let k = 0; k < width; k++) if (data[i * cols + at + k] === 1) return k;
    return -1;
  };
}

/** Whether something is true of each of the first rows: it is not asked further where it is not. */
export function eachRow(rows: number, is: (i: number) => boolean): boolean {
  for (let i = 0; i < rows; i++) if (!is(i)) return false;
  return true;
}
