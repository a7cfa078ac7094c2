import type { Pipeline, Table } from '@nn/data';
import type { Network } from '@nn/net';
import { count, short } from '../terminal/words.js';
import { answers } from './answers.js';

/** How good the answers are, beside what is reached without a network. */
export type Quality =
  | {
      readonly task: 'classes';
      readonly rows: number;
      readonly accuracy: number;
      /** The part of the rows that are of the most frequent class: what saying always that reaches. */
      readonly baseline: { readonly class: string; readonly accuracy: number };
      readonly classes: readonly string[];
      /** Row: the class it is; column: the class the network says. */
      readonly confusion: readonly (readonly number[])[];
    }
  | {
      readonly task: 'number';
      readonly rows: number;
      /** In the units of the target. */
      readonly rmse: number;
      readonly mae: number;
      /** 1 - (error of the network) / (error of saying always the mean); 1 is perfect, 0 is no better than the mean. */
      readonly r2: number;
      /** Saying always the mean of these rows. */
      readonly baseline: { readonly mean: number; readonly rmse: number };
    };

/**
 * Judges a network by the rows of a table that has the target's column. Throws TableError where a cell of that column is no number,
 * or a class that was not there in training.
 */
export function quality(model: Network, pipeline: Pipeline, table: Table): Quality {
  const { target } = pipeline;
  const said = answers(model, pipeline, table).values;
  const truth = table.column(target.name).cells;
  return target.kind === 'number'
    ? ofNumbers(truth.map(Number), said as number[])
    : ofClasses(
        target.classes,
        truth.map((cell) => cell.trim()),
        said as string[],
      );
}

function ofNumbers(truth: readonly number[], said: readonly number[]): Quality {
  const rows = truth.length;
  const average = (f: (value: number, i: number) => number) => truth.reduce((s, v, i) => s + f(v, i) / rows, 0);
  const mean = average((v) => v);
  const squared = average((v, i) => (v - said[i]!) ** 2);
  const spread = average((v) => (v - mean) ** 2);
  return {
    task: 'number',
    rows,
    rmse: Math.sqrt(squared),
    mae: average((v, i) => Math.abs(v - said[i]!)),
    r2: spread === 0 ? 0 : 1 - squared / spread,
    baseline: { mean, rmse: Math.sqrt(spread) },
  };
}

function ofClasses(classes: readonly string[], truth: readonly string[], said: readonly string[]): Quality {
  const places = new Map(classes.map((name, k) => [name, k]));
  const confusion = classes.map(() => new Array<number>(classes.length).fill(0));
  truth.forEach((is, i) => {
    confusion[places.get(is)!]![places.get(said[i]!)!]!++;
  });
  const counts = confusion.map((row) => row.reduce((s, n) => s + n, 0));
  const most = counts.reduce((best, n, k) => (n > counts[best]! ? k : best), 0);
  const rows = truth.length;
  return {
    task: 'classes',
    rows,
    accuracy: confusion.reduce((s, row, k) => s + row[k]!, 0) / rows,
    baseline: { class: classes[most]!, accuracy: counts[most]! / rows },
    classes,
    confusion,
  };
}

/** Quality in one line: 'majority class 0.34, this model 0.96'. */
export const qualityLine = (q: Quality): string =>
  q.task === 'classes'
    ? `accuracy on ${count(q.rows, 'row')}: majority class ${q.baseline.accuracy.toFixed(2)}, this model ${q.accuracy.toFixed(2)}`
    : `error (RMSE) on ${count(q.rows, 'row')}: always the mean ${short(q.baseline.rmse)}, this model ${short(q.rmse)} (R² ${q.r2.toFixed(2)}, mean absolute error ${short(q.mae)})`;
