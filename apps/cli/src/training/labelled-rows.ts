import { type Pipeline, type Table, TableError } from '@nn/data';
import type { Matrix } from '@nn/matrix';

/** Rows of a table with what should come out for each. */
export interface LabelledRows {
  readonly x: Matrix;
  readonly t: Matrix;
  readonly notes: readonly string[];
}

/** Rows as numbers, with their targets. Throws TableError where the table has no target column, or a cell cannot be read. */
export function labelledRows(pipeline: Pipeline, table: Table): LabelledRows {
  table.column(pipeline.target.name);
  const { x, t, notes } = pipeline.encode(table);
  if (!t) throw new TableError(`${table.source}: there is no column '${pipeline.target.name}'`);
  return { x, t, notes };
}
