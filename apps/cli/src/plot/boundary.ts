import type { Feature, Pipeline } from '@nn/data';
import { fromData, type Matrix } from '@nn/matrix';
import type { Network } from '@nn/net';
import * as Plot from '@observablehq/plot';
import { short } from '../terminal/words.js';
import type { Judged } from './judged.js';
import { label } from './label.js';
import { cyclic, type LegendItem, symbols } from './picture.js';
import type { Drawing, Subject } from './subject.js';
import type { Theme } from './theme.js';
import { sampled } from './thinned.js';
import { tick } from './tick.js';

type NumberFeature = Feature & { readonly kind: 'number' };

/** A stretch of the plane, in the units of the two columns. */
export interface Box {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** What a network says all over a stretch of the plane: at the middles of `columns` x `rows` fields, row after row from the least y on. */
export interface Plane extends Box {
  readonly columns: number;
  readonly rows: number;
  readonly output: Matrix;
}

/** Asks a network of two numbers about every field of a stretch of their plane. */
export function planeOf(model: Network, pipeline: Pipeline, box: Box, columns = 120, rows = 90): Plane {
  const [first, second] = pipeline.features as readonly [NumberFeature, NumberFeature];
  const x = new Float32Array(2 * columns * rows);
  const middle = ([from, to]: readonly [number, number], k: number, n: number) => from + ((to - from) * (k + 0.5)) / n;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const at = 2 * (j * columns + i);
      x[at] = (middle(box.x, i, columns) - first.mean) / first.std;
      x[at + 1] = (middle(box.y, j, rows) - second.mean) / second.std;
    }
  }
  return { ...box, columns, rows, output: model.predict(fromData(columns * rows, 2, x)) };
}

/** The numbers of a column of the rows, as the network reads them: what is missing is the mean. */
const valuesOf = ({ x }: Judged, k: number, { mean, std }: NumberFeature) =>
  Float64Array.from({ length: x.rows }, (_, i) => x.data[i * 2 + k]! * std + mean);

/** So much farther than what is shown: a line along the edge would be no boundary. */
const wider = ({ x, y }: Box): Box => {
  const grown = ([from, to]: readonly [number, number]) => [from - (to - from) / 30, to + (to - from) / 30] as const;
  return { x: grown(x), y: grown(y) };
};

/** Where the rows lie, with a margin; without rows three standard deviations around the means of the training table. */
function boxOf({ judged, pipeline }: Subject): Box {
  const range = (k: number): [number, number] => {
    const feature = pipeline.features[k] as NumberFeature;
    const { mean, std } = feature;
    if (!judged) return [mean - 3 * std, mean + 3 * std];
    const values = valuesOf(judged, k, judged.pipeline.features[k] as NumberFeature);
    const [least, most] = values.reduce<[number, number]>(
      ([a, b], v) => [Math.min(a, v), Math.max(b, v)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    const margin = most > least ? 0.08 * (most - least) : std;
    return [least - margin, most + margin];
  };
  return { x: range(0), y: range(1) };
}

/** How much more likely class k is than the next one, in every field. */
function leadOf({ rows, cols, data }: Matrix, k: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let other = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < cols; j++) if (j !== k) other = Math.max(other, data[i * cols + j]!);
    return data[i * cols + k]! - other;
  });
}

const POINTS = 1500;

const shapeOf = ({ columns, rows, x, y }: Plane) => ({
  width: columns,
  height: rows,
  x1: x[0],
  x2: x[1],
  y1: y[0],
  y2: y[1],
  clip: true,
});

/** Areas of the classes, the stronger the surer, the line between them, and the rows, those answered wrongly in a ring. */
function classMarks(subject: Subject, plane: Plane, classes: readonly string[], theme: Theme) {
  const { judged } = subject;
  const shape = shapeOf(plane);
  const areas = classes.flatMap((_, k) => {
    const lead = leadOf(plane.output, k);
    // Plot fills what is below the least threshold, too: no area where the class never leads.
    if (!lead.some((v) => v > 0)) return [];
    const colour = cyclic(theme.series, k);
    return [0, 0.5, 0.9].map((threshold) =>
      Plot.contour(lead, {
        ...shape,
        value: (v: number) => v,
        thresholds: [threshold],
        fill: colour,
        fillOpacity: 0.14,
        ...(threshold === 0 ? { stroke: theme.muted, strokeWidth: 1 } : { stroke: 'none' }),
      }),
    );
  });
  if (judged?.task !== 'classes') return areas;
  const [first, second] = judged.pipeline.features as readonly [NumberFeature, NumberFeature];
  const [xs, ys] = [valuesOf(judged, 0, first), valuesOf(judged, 1, second)];
  const rows = sampled(judged.truth.length, POINTS);
  const points = classes.map((_, k) =>
    Plot.dot(
      rows.filter((i) => judged.truth[i] === k),
      {
        x: (i: number) => xs[i]!,
        y: (i: number) => ys[i]!,
        symbol: cyclic(symbols, k),
        r: 3.5,
        fill: cyclic(theme.series, k),
        stroke: theme.surface,
        strokeWidth: 0.75,
      },
    ),
  );
  const wrong = rows.filter((i) => judged.truth[i] !== judged.said[i]);
  const rings = Plot.dot(wrong, {
    x: (i: number) => xs[i]!,
    y: (i: number) => ys[i]!,
    r: 6.5,
    stroke: theme.ink,
    strokeWidth: 1.25,
  });
  return [...areas, ...points, rings];
}

/** Lines of the same answer, areas between them the stronger the larger it is, and the rows. */
function numberMarks(subject: Subject, plane: Plane, theme: Theme) {
  const { judged, pipeline } = subject;
  const answers = pipeline.decode(plane.output) as number[];
  const [least, most] = [Math.min(...answers), Math.max(...answers)];
  const steps = 10;
  const thresholds = Array.from({ length: steps - 1 }, (_, k) => least + ((k + 1) * (most - least)) / steps);
  const areas = thresholds.map((threshold) =>
    Plot.contour(answers, {
      ...shapeOf(plane),
      value: (v: number) => v,
      thresholds: [threshold],
      fill: theme.series[0]!,
      fillOpacity: 0.11,
      stroke: theme.surface,
      strokeOpacity: 0.6,
    }),
  );
  if (judged?.task !== 'number') return areas;
  const [first, second] = judged.pipeline.features as readonly [NumberFeature, NumberFeature];
  const [xs, ys] = [valuesOf(judged, 0, first), valuesOf(judged, 1, second)];
  const points = Plot.dot(sampled(judged.truth.length, POINTS), {
    x: (i: number) => xs[i]!,
    y: (i: number) => ys[i]!,
    r: 2.5,
    fill: theme.series[1]!,
    stroke: theme.surface,
    strokeWidth: 0.5,
  });
  return [...areas, points];
}

/** What the network says all over the plane of its two inputs. */
export const boundary: Drawing = {
  obstacle: ({ pipeline: { features } }) => {
    if (features.length === 2 && features.every(({ kind }) => kind === 'number')) return undefined;
    const words = features.filter(({ kind }) => kind === 'category').length;
    const has = words > 0 ? `, of which ${words} ${words === 1 ? 'holds' : 'hold'} categories` : '';
    return `needs a model that reads two columns, both numbers; this one reads ${features.length}${has}; train one on two columns and the target`;
  },
  draw: (subject, theme) => {
    const { model, pipeline, tell, judged } = subject;
    const { target } = pipeline;
    const box = boxOf(subject);
    const plane = planeOf(model, pipeline, wider(box));
    const [across, up] = pipeline.features.map(({ name }) => label(name, 30));
    const classes = target.kind === 'classes' ? target.classes : undefined;
    const legend = classes?.slice(0, 16).map(
      (name, k): LegendItem => ({
        text: label(name, 18),
        colour: cyclic(theme.series, k),
        look: judged ? { symbol: cyclic(symbols, k) } : 'area',
      }),
    );
    const answers = classes ? [] : (pipeline.decode(plane.output) as number[]);
    return {
      name: 'boundary',
      title: classes
        ? tell({ en: `Where it says which ${label(target.name)}`, zh: `${label(target.name)} 的决策边界` })
        : tell({ en: `Where it says how much ${label(target.name)}`, zh: `${label(target.name)} 的回答随输入的变化` }),
      caption: classes
        ? tell({
            en: `The class that is most likely at each place; the stronger, the surer.${judged ? ' Rows in a ring are answered wrongly.' : ''}`,
            zh: `每个位置上最可能的类别；颜色越深，把握越大。${judged ? '带圈的行回答错误。' : ''}`,
          })
        : tell({
            en: `The answer at each place: from ${short(Math.min(...answers))}, the weakest, to ${short(Math.max(...answers))}, in ten steps.`,
            zh: `每个位置上的回答：从最浅的 ${short(Math.min(...answers))} 到最深的 ${short(Math.max(...answers))}，分十级。`,
          }),
      ...(legend && { legend }),
      panels: [
        {
          height: 380,
          marginRight: 16,
          x: { domain: box.x, label: across!, ticks: 6, tickFormat: tick },
          y: { domain: box.y, label: up!, ticks: 6, tickFormat: tick },
          marks: [
            ...(classes ? classMarks(subject, plane, classes, theme) : numberMarks(subject, plane, theme)),
            Plot.frame({ stroke: theme.muted, strokeOpacity: 0.6 }),
          ],
        },
      ],
    };
  },
};
