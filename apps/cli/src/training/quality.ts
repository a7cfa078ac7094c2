import type { Pipeline, Table } from '@nn/data';
import type { Network } from '@nn/net';

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

/** Judges a network by the rows of a table that has the target's column. */
export function quality(model: Network, pipeline: Pipeline, table: Table): Quality {
  const { x, t } = pipeline.encode(table);
  const said = pipeline.decode(model.predict(x));
  const truth = pipeline.decode(t!);
  const rows = truth.length;
  if (pipeline.target.kind === 'number') {
    const values = truth as number[];
    const mean = values.reduce((s, v) => s + v, 0) / rows;
    const sum = (f: (v: number, i: number) => number) => values.reduce((s, v, i) => s + f(v, i), 0);
    const squares = sum((v, i) => (v - (said[i] as number)) ** 2);
    const spread = sum((v) => (v - mean) ** 2);
    return {
      task: 'number',
      rows,
      rmse: Math.sqrt(squares / rows),
      mae: sum((v, i) => Math.abs(v - (said[i] as number))) / rows,
      r2: spread === 0 ? 0 : 1 - squares / spread,
      baseline: { mean, rmse: Math.sqrt(spread / rows) },
    };
  }
  const { classes } = pipeline.target;
  const confusion = classes.map((is) => classes.map((s) => truth.filter((v, i) => v === is && said[i] === s).length));
  const counts = confusion.map((row) => row.reduce((s, n) => s + n, 0));
  const most = counts.indexOf(Math.max(...counts));
  return {
    task: 'classes',
    rows,
    accuracy: confusion.reduce((s, row, k) => s + row[k]!, 0) / rows,
    baseline: { class: classes[most]!, accuracy: counts[most]! / rows },
    classes,
    confusion,
  };
}

const short = (value: number) => String(Number(value.toPrecision(4)));

/** Quality in one line: 'majority class 0.34, this model 0.96'. */
export const qualityLine = (q: Quality): string =>
  q.task === 'classes'
    ? `accuracy on ${q.rows} rows: majority class ${q.baseline.accuracy.toFixed(2)}, this model ${q.accuracy.toFixed(2)}`
    : `error (RMSE) on ${q.rows} rows: always the mean ${short(q.baseline.rmse)}, this model ${short(q.rmse)} (R² ${q.r2.toFixed(2)}, mean absolute error ${short(q.mae)})`;
