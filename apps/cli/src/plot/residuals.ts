import * as Plot from '@observablehq/plot';
import { short } from '../terminal/words.js';
import type { JudgedNumbers } from './judged.js';
import { label } from './label.js';
import type { Panel } from './picture.js';
import { type Drawing, needsData } from './subject.js';
import { sampled } from './thinned.js';
import { tick } from './tick.js';

/** One answer beside the truth, in the target's units. */
export interface Residual {
  readonly truth: number;
  readonly said: number;
  /** Truth minus answer: above 0 where the answer is too small. */
  readonly residual: number;
}

/** Answers beside the truth, in the order of the rows. */
export const residualsOf = (truth: ArrayLike<number>, said: ArrayLike<number>): Residual[] =>
  Array.from({ length: truth.length }, (_, i) => ({
    truth: truth[i]!,
    said: said[i]!,
    residual: truth[i]! - said[i]!,
  }));

/** More points than that are one blot. */
const MOST = 2000;

/** How far the answers are from the truth, and whether the errors have a shape. */
export const residuals: Drawing = {
  obstacle: (subject) => {
    const { pipeline, judged } = subject;
    if (pipeline.target.kind === 'classes')
      return `is for numbers, and ${pipeline.target.name} is one of ${pipeline.target.classes.length} classes; see confusion`;
    return judged?.task === 'number' ? undefined : needsData(subject);
  },
  draw: ({ judged, tell, pipeline }, theme) => {
    const { truth, said, quality: q } = judged as JudgedNumbers;
    const all = residualsOf(truth, said);
    const shown = sampled(all.length, MOST).map((i) => all[i]!);
    const name = label(pipeline.target.name, 20);
    const [least, most] = [truth, said].reduce<[number, number]>(
      ([low, high], values) =>
        values.reduce<[number, number]>(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [low, high]),
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    const dots = {
      x: 'said',
      r: 3,
      fill: theme.series[0]!,
      fillOpacity: Math.max(0.25, Math.min(0.7, 60 / Math.sqrt(shown.length * 20))),
    } as const;
    const x = {
      domain: [least, most],
      label: tell({ en: `${name}: what the model says`, zh: `${name}：模型的回答` }),
      ticks: 6,
      nice: true,
      tickFormat: tick,
    };
    const grid = [
      Plot.gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 6 }),
      Plot.gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
    ];
    const answersPanel: Panel = {
      height: 260,
      x,
      y: { label: tell({ en: 'what it is', zh: '实际值' }), ticks: 5, nice: true, tickFormat: tick },
      marks: [
        ...grid,
        Plot.line([least, most], { x: (d) => d, y: (d) => d, stroke: theme.muted, strokeDasharray: '4 4' }),
        Plot.dot(shown, { ...dots, y: 'truth' }),
      ],
    };
    const errorsPanel: Panel = {
      height: 190,
      x,
      y: {
        label: tell({ en: 'error (what it is − answer)', zh: '误差（实际值 − 回答）' }),
        ticks: 5,
        nice: true,
        tickFormat: tick,
      },
      marks: [...grid, Plot.ruleY([0], { stroke: theme.muted }), Plot.dot(shown, { ...dots, y: 'residual' })],
    };
    return {
      name: 'residuals',
      title: tell({ en: `How far off it is in ${name}`, zh: `${name} 的误差` }),
      caption:
        tell({
          en: `Root mean squared error ${short(q.rmse)} on ${q.rows} rows; always saying the mean would have ${short(q.baseline.rmse)} (R² ${q.r2.toFixed(3)}). Good answers lie on the dashed line, and good errors have no shape.`,
          zh: `${q.rows} 行的均方根误差为 ${short(q.rmse)}；总是回答均值则为 ${short(q.baseline.rmse)}（R² ${q.r2.toFixed(3)}）。好的回答落在虚线上，好的误差没有形状。`,
        }) +
        (shown.length < all.length
          ? tell({ en: ` ${shown.length} rows are shown.`, zh: `图中显示 ${shown.length} 行。` })
          : ''),
      panels: [answersPanel, errorsPanel],
    };
  },
};
