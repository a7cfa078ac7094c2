import { type Pipeline, type Table, TableError, type Tally } from '@nn/data';
import type { Network } from '@nn/net';
import type { Text } from '../telling/text.js';
import { count, listed, short } from '../terminal/words.js';
import { answers } from './answers.js';

/** How good the answers are, beside what is reached without a network. */
export type Quality =
  | {
      readonly task: 'classes';
      readonly rows: number;
      /** The part of all rows that is right. */
      readonly accuracy: number;
      /** The part of all rows that is of the most frequent known class: what saying always that reaches. */
      readonly baseline: { readonly class: string; readonly accuracy: number };
      readonly classes: readonly string[];
      /** Row: the class it is; column: the class the network says. */
      readonly confusion: readonly (readonly number[])[];
      /** Rows of classes that were not there in training: all wrong, and not in `confusion`. Absent where there are none. */
      readonly unknown?: { readonly rows: number; readonly classes: readonly string[] };
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
 * Judges a network by the rows of a table that has the target's column. Throws TableError where a cell of that column is no number, or
 * no row is of a class that was there in training.
 */
export function quality(model: Network, pipeline: Pipeline, table: Table): Quality {
  const q = qualityOfPart(model, pipeline, table);
  if (knowsNone(q)) pipeline.encode(table);
  return q;
}

/** Whether no row is of a class that was there in training. */
export const knowsNone = (q: Quality): boolean => q.task === 'classes' && q.unknown?.rows === q.rows;

/** As `quality`, of a part of a table: other parts may have the classes that this one does not. `tally` counts what there is to say. */
export function qualityOfPart(model: Network, pipeline: Pipeline, table: Table, tally?: Tally): Quality {
  const { target } = pipeline;
  const { cells } = table.column(target.name);
  const { values } = answers(model, pipeline, table.without(target.name), tally);
  if (target.kind === 'number') {
    // Cells that are no numbers are refused here.
    pipeline.encode(table);
    return ofNumbers(cells.map(Number), values as number[]);
  }
  const truth = classesOf(pipeline, table);
  const known = truth.flatMap((is, i) => (is === undefined ? [] : [i]));
  const q = ofClasses(
    target.classes,
    known.map((i) => truth[i]!),
    known.map((i) => values[i] as string),
    cells.length,
  );
  if (known.length === cells.length) return q;
  const unknown = cells.filter((_, i) => truth[i] === undefined).map((cell) => cell.trim());
  return { ...q, unknown: { rows: unknown.length, classes: [...new Set(unknown)] } };
}

/** The class of each row as the pipeline reads it, which may take 1.0 for 1; undefined where it was not there in training. */
export function classesOf(pipeline: Pipeline, table: Table): (string | undefined)[] {
  const { cells } = table.column(pipeline.target.name);
  const places = new Map<string, string | undefined>();
  cells.forEach((cell, i) => {
    if (places.has(cell)) return;
    // Everything else in the table was read before: what is refused now is the class.
    try {
      places.set(cell, String(pipeline.decode(pipeline.encode(table.select([i])).t!)[0]));
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      places.set(cell, undefined);
    }
  });
  return cells.map((cell) => places.get(cell));
}

function ofNumbers(truth: readonly number[], said: readonly number[]): Quality & { task: 'number' } {
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

/** The quality of answers; of `rows` rows, those that are not among them count as wrong. */
function ofClasses(
  classes: readonly string[],
  truth: readonly string[],
  said: readonly string[],
  rows: number,
): Quality & { task: 'classes' } {
  const places = new Map(classes.map((name, k) => [name, k]));
  const confusion = classes.map(() => new Array<number>(classes.length).fill(0));
  truth.forEach((is, i) => {
    confusion[places.get(is)!]![places.get(said[i]!)!]!++;
  });
  const counts = confusion.map((row) => row.reduce((s, n) => s + n, 0));
  const most = counts.reduce((best, n, k) => (n > counts[best]! ? k : best), 0);
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
export function qualityLine(q: Quality): Text {
  const rows = count(q.rows, 'row');
  if (q.task === 'classes') {
    const [baseline, accuracy] = [q.baseline.accuracy.toFixed(2), q.accuracy.toFixed(2)];
    return {
      en: `accuracy on ${rows}: majority class ${baseline}, this model ${accuracy}`,
      zh: `${q.rows} 行上的准确率：总说最多的类 ${baseline}，这个模型 ${accuracy}`,
    };
  }
  const [baseline, rmse, r2, mae] = [short(q.baseline.rmse), short(q.rmse), q.r2.toFixed(2), short(q.mae)];
  return {
    en: `error (RMSE) on ${rows}: always the mean ${baseline}, this model ${rmse} (R² ${r2}, mean absolute error ${mae})`,
    zh: `${q.rows} 行上的误差（RMSE）：总说平均值 ${baseline}，这个模型 ${rmse}（R² ${r2}，平均绝对误差 ${mae}）`,
  };
}

/** What is said of rows whose class was not there in training. */
export const unknownLine = ({ rows, classes }: NonNullable<(Quality & { task: 'classes' })['unknown']>): Text => ({
  en: `${rows === 1 ? '1 row is' : `${rows} rows are`} of a class that was not there in training (${listed(classes)}); counted as wrong`,
  zh: `有 ${rows} 行的类别在训练时没有出现过（${listed(classes)}），算作错误`,
});
