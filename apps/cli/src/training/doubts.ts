import type { Table, Target } from '@nn/data';
import { count, listed, short } from '../terminal/words.js';
import type { Quality } from './quality.js';
import type { Recipe } from './recipe.js';
import type { Trained } from './train.js';

/**
 * How to have the other task, where whole numbers may be both amounts and names: from 8 to 50 different ones that come again, five times
 * on average. Else nothing.
 */
export function otherTask(table: Table, { name, kind }: Target): string {
  const values = table.column(name).cells.map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
  const different = new Set(values).size;
  const comeAgain = values.length >= 5 * different;
  if (!values.every(Number.isInteger) || different < 8 || different > 50 || !comeAgain) return '';
  return kind === 'classes'
    ? ' (--task number if it is an amount)'
    : ' (--task classes if the numbers are names of classes)';
}

/** A table of fewer rows seldom shows what holds for other rows. */
const FEW_ROWS = 200;

/** Where a network is no better than its baseline on rows that were held back: that, and the likely causes. */
export function noBetter(q: Quality, table: Table, recipe: Recipe, { pipeline, epochs }: Trained): string | undefined {
  const better = q.task === 'classes' ? q.accuracy > q.baseline.accuracy : q.rmse < q.baseline.rmse;
  if (better) return undefined;
  const always = q.task === 'classes' ? q.baseline.class : `the mean (${short(q.baseline.mean)})`;
  const { name } = pipeline.target;
  const used = new Set([name, ...pipeline.features.map((f) => f.name)]);
  const unused = table.columns.map((c) => c.name).filter((column) => !used.has(column));
  const causes = [
    unused.length > 0 && `${count(unused.length, 'column')} not used (${listed(unused)})`,
    table.rows < FEW_ROWS && `only ${count(table.rows, 'row')} to learn from`,
    epochs === recipe.epochs && `stopped after ${count(epochs, 'epoch')} while it still got better (--epochs)`,
    `the columns may tell little about ${name}`,
  ].filter(Boolean);
  return `no better than always saying ${always} on rows it has not seen: ${causes.join('; ')}`;
}
