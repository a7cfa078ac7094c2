import type { Pipeline } from '@nn/data';
import { argmaxRows, fromData, type Matrix, random } from '@nn/matrix';
import * as Plot from '@observablehq/plot';
import { short } from '../terminal/words.js';
import type { Judged } from './judged.js';
import { label } from './label.js';
import { type Drawing, needsData } from './subject.js';
import { sampled } from './thinned.js';
import { tick } from './tick.js';

/** How much worse the answers become when a column says nothing any more. */
export interface Importance {
  readonly name: string;
  /** Over the repetitions: the mean rise of the error, and its standard deviation. */
  readonly mean: number;
  readonly spread: number;
}

/** What is measured: answers, how wrong they are, and which inputs belong to which column of the table. */
export interface ImportanceOptions {
  readonly x: Matrix;
  readonly predict: (x: Matrix) => Matrix;
  readonly error: (output: Matrix) => number;
  /** The inputs of each column: several where it is a category. */
  readonly columns: readonly { readonly name: string; readonly from: number; readonly width: number }[];
  readonly repeats?: number;
  readonly seed?: number;
}

/**
 * The importance of columns by permutation (Breiman, 2001): each is shuffled over the rows, all its inputs together, and the rise of the error is its importance. The order of column k in repetition r is draw r of
 * the random stream (seed, k), so it does not depend on other columns.
 */
export function permutationImportance(options: ImportanceOptions): Importance[] {
  const { x, predict, error, columns, repeats = 5, seed = 0 } = options;
  const usual = error(predict(x));
  const shuffled = fromData(x.rows, x.cols, x.data.slice());
  const put = ({ from, width }: ImportanceOptions['columns'][number], order?: Int32Array) => {
    for (let i = 0; i < x.rows; i++) {
      const source = (order?.[i] ?? i) * x.cols + from;
      for (let j = 0; j < width; j++) shuffled.data[i * x.cols + from + j] = x.data[source + j]!;
    }
  };
  return columns.map((column, k) => {
    const orders = random(seed, k);
    const rises = Array.from({ length: repeats }, () => {
      put(column, orders.permutation(x.rows));
      return error(predict(shuffled)) - usual;
    });
    put(column);
    const mean = rises.reduce((sum, rise) => sum + rise / repeats, 0);
    const spread = Math.sqrt(rises.reduce((sum, rise) => sum + (rise - mean) ** 2 / repeats, 0));
    return { name: column.name, mean, spread };
  });
}

/** Which inputs come from which column of the table. */
export function inputsOf({ features }: Pipeline): ImportanceOptions['columns'] {
  let from = 0;
  return features.map((feature) => {
    const width = feature.kind === 'number' ? 1 : feature.categories.length;
    const column = { name: feature.name, from, width };
    from += width;
    return column;
  });
}

/** So many rows tell enough. */
const ROWS = 1000;
/** More bars than that are not read. */
const BARS = 20;

/** The importance of each column for the answers of a network, on at most a thousand rows: in parts of all answers, or in the target's units. */
export function importanceOf(judged: Judged): Importance[] {
  const rows = sampled(judged.x.rows, ROWS);
  const { cols, data } = judged.x;
  const x = fromData(
    rows.length,
    cols,
    Float32Array.from({ length: rows.length * cols }, (_, i) => data[rows[Math.floor(i / cols)]! * cols + (i % cols)]!),
  );
  const error = (output: Matrix): number => {
    if (judged.task === 'classes') {
      const said = argmaxRows(output);
      return rows.filter((row, i) => said[i] !== judged.truth[row]).length / rows.length;
    }
    const said = judged.pipeline.decode(output) as number[];
    return Math.sqrt(rows.reduce((sum, row, i) => sum + (judged.truth[row]! - said[i]!) ** 2, 0) / rows.length);
  };
  return permutationImportance({ x, predict: judged.model.predict, error, columns: inputsOf(judged.pipeline) });
}

/** Which columns the answers depend on. */
export const importance: Drawing = {
  obstacle: (subject) => {
    if (!subject.judged) return needsData(subject);
    return subject.judged.table.rows > 1 ? undefined : 'needs two rows or more: columns are shuffled over them';
  },
  draw: ({ judged, tell, pipeline }, theme) => {
    const all = importanceOf(judged!);
    const shown = [...all].sort((a, b) => b.mean - a.mean).slice(0, BARS);
    const classes = pipeline.target.kind === 'classes';
    const amount = (v: number) => (classes ? `${(100 * v).toFixed(1)} %` : short(v));
    const amountOnAxis = (v: number) => (classes ? `${tick(100 * v)} %` : tick(v));
    const longest = Math.max(...shown.map(({ name }) => label(name, 22).length));
    const colour = theme.series[0]!;
    const first = shown[0]!;
    const rest = all.length > shown.length;
    return {
      name: 'importance',
      title: tell({ en: 'Which columns it looks at', zh: '它看重哪些列' }),
      caption:
        tell(
          classes
            ? {
                en: `How much accuracy is lost when a column is shuffled over the rows: ${amount(first.mean)} for ${label(first.name)}. Mean of 5 shuffles, with one standard deviation to each side.`,
                zh: `把一列在各行之间打乱后准确率的下降：${label(first.name)} 为 ${amount(first.mean)}。5 次打乱的平均值，两侧各一个标准差。`,
              }
            : {
                en: `How much the root mean squared error rises when a column is shuffled over the rows: by ${amount(first.mean)} for ${label(first.name)}. Mean of 5 shuffles, with one standard deviation to each side.`,
                zh: `把一列在各行之间打乱后均方根误差的上升：${label(first.name)} 为 ${amount(first.mean)}。5 次打乱的平均值，两侧各一个标准差。`,
              },
        ) +
        (rest
          ? tell({
              en: ` Shown are ${shown.length} of ${all.length} columns.`,
              zh: `显示 ${all.length} 列中的 ${shown.length} 列。`,
            })
          : ''),
      panels: [
        {
          height: 56 + 24 * shown.length,
          marginLeft: Math.min(150, 16 + 7 * longest),
          marginRight: 56,
          marginTop: 8,
          x: {
            label: tell(
              classes
                ? { en: 'accuracy lost', zh: '准确率的下降' }
                : { en: 'rise of the root mean squared error', zh: '均方根误差的上升' },
            ),
            ticks: 5,
            tickFormat: amountOnAxis,
            ...(shown.every(({ mean, spread }) => mean === 0 && spread === 0) && { domain: [0, 1] }),
          },
          y: {
            type: 'band',
            domain: shown.map((_, i) => i),
            tickFormat: (i: number) => label(shown[i]!.name, 22),
            tickSize: 0,
            label: null,
            padding: 0.25,
          },
          marks: [
            Plot.gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
            Plot.barX(shown, { x: 'mean', y: (_, i) => i, fill: colour, fillOpacity: 0.8 }),
            Plot.ruleY(shown, {
              x1: (d) => d.mean - d.spread,
              x2: (d) => d.mean + d.spread,
              y: (_, i) => i,
              stroke: theme.ink,
              strokeWidth: 1.5,
            }),
            Plot.ruleX([0], { stroke: theme.muted }),
            Plot.text(shown, {
              x: (d) => Math.max(0, d.mean + d.spread),
              y: (_, i) => i,
              text: (d) => amount(d.mean),
              textAnchor: 'start',
              dx: 6,
              fill: theme.muted,
            }),
          ],
        },
      ],
    };
  },
};
