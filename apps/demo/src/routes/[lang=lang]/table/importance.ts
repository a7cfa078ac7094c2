import { type Pipeline, type Table, table } from '@nn/data';
import { random } from '@nn/matrix';
import type { Network } from '@nn/net';
import { type Quality, quality } from './nn.js';

/** How much worse a network gets without what one column tells. */
export interface Importance {
  readonly column: string;
  /** By how much the accuracy falls, or the error (RMSE) rises. */
  readonly worse: number;
}

const SHUFFLES = 5;

const error = (q: Quality) => (q.task === 'classes' ? 1 - q.accuracy : q.rmse);

/** A table in which the cells of one column stand in another order. */
function shuffled(of: Table, name: string, seed: number): Table {
  const order = random(seed).permutation(of.rows);
  const columns = of.columns.map((column) =>
    column.name === name ? { name, cells: Array.from(order, (i) => column.cells[i]!) } : column,
  );
  return table(columns, of);
}

/**
 * Permutation importance: what the network loses when the cells of a column are shuffled among the rows, a mean of five shuffles; the most
 * important column first. L. Breiman: Random Forests (2001).
 */
export function importanceOf(model: Network, pipeline: Pipeline, rows: Table): readonly Importance[] {
  const before = error(quality(model, pipeline, rows));
  const after = (column: string, seed: number) => error(quality(model, pipeline, shuffled(rows, column, seed)));
  return pipeline.features
    .map(({ name }) => {
      const rises = Array.from({ length: SHUFFLES }, (_, seed) => after(name, seed) - before);
      return { column: name, worse: rises.reduce((a, b) => a + b, 0) / SHUFFLES };
    })
    .sort((a, b) => b.worse - a.worse);
}
