import type { Matrix } from '@nn/matrix';
import * as Plot from '@observablehq/plot';
import type { JudgedClasses } from './judged.js';
import { label } from './label.js';
import { cyclic, dashOf, type LegendItem } from './picture.js';
import { type Drawing, needsData } from './subject.js';
import { thinned } from './thinned.js';

/** A place of a ROC curve: what is found and what is taken for it wrongly, where everything with at least this score counts as found. */
export interface RocPoint {
  readonly threshold: number;
  readonly falsePositives: number;
  readonly truePositives: number;
}

/** A ROC curve and the area under it. */
export interface RocCurve {
  readonly points: readonly RocPoint[];
  readonly area: number;
}

/**
 * The curve of true against false positives as parts of all there are, over every threshold; rows of one score are passed together. The area is that of
 * trapezoids, which is how often a positive row has a higher score than a negative one, a tie counting one half. Undefined where no row or every row is positive. As roc_curve and
 * roc_auc_score of scikit-learn.
 */
export function rocCurve(scores: ArrayLike<number>, positive: ArrayLike<boolean>): RocCurve | undefined {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const positives = order.filter((i) => positive[i]).length;
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const points: RocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, falsePositives: 0, truePositives: 0 }];
  let [found, wrong, area] = [0, 0, 0];
  order.forEach((i, place) => {
    if (positive[i]) found++;
    else wrong++;
    if (scores[order[place + 1]!] === scores[i]) return;
    const before = points.at(-1)!;
    const point = { threshold: scores[i]!, falsePositives: wrong / negatives, truePositives: found / positives };
    area += ((point.falsePositives - before.falsePositives) * (point.truePositives + before.truePositives)) / 2;
    points.push(point);
  });
  return { points, area };
}

/** The curve of each class against the rest; of two classes only that of the second, since the first one's is its mirror image. */
export function rocOfClasses({ classes, truth, output }: Pick<JudgedClasses, 'classes' | 'truth' | 'output'>) {
  const scores = (output: Matrix, k: number) =>
    Float64Array.from({ length: output.rows }, (_, i) => output.data[i * output.cols + k]!);
  return classes.flatMap((name, k) => {
    if (classes.length === 2 && k === 0) return [];
    const curve = rocCurve(
      scores(output, k),
      Array.from(truth, (is) => is === k),
    );
    return curve ? [{ name, k, ...curve }] : [];
  });
}

/** More curves than that are a tangle: the lowest are shown. */
const MOST = 10;
/** Points of a curve that are drawn at most. */
const POINTS = 500;

/** How well the scores of a class tell it from the rest, over every threshold. */
export const roc: Drawing = {
  obstacle: (subject) => {
    const { pipeline, judged } = subject;
    if (pipeline.target.kind === 'number')
      return `is for classes, and ${pipeline.target.name} is a number; see residuals`;
    if (judged?.task !== 'classes') return needsData(subject);
    if (rocOfClasses(judged).length > 0) return undefined;
    return `needs rows of two classes or more, and every row of ${judged.table.source} is of one`;
  },
  draw: ({ judged, tell }, theme) => {
    const curves = rocOfClasses(judged as JudgedClasses);
    const mean = curves.reduce((sum, { area }) => sum + area / curves.length, 0);
    const shown = [...curves]
      .sort((a, b) => a.area - b.area)
      .slice(0, MOST)
      .sort((a, b) => a.k - b.k);
    const styled = shown.map((curve, i) => ({
      ...curve,
      colour: cyclic(theme.series, i),
      dashes: dashOf(i, theme.series.length),
    }));
    const legend = styled.map(
      ({ name, area, colour, dashes }): LegendItem => ({
        text: `${label(name, 18)}: ${area.toFixed(3)}`,
        colour,
        look: { line: dashes },
      }),
    );
    const caption =
      curves.length === 1
        ? tell({
            en: `Area under the curve ${mean.toFixed(3)}: how often a row of ${label(curves[0]!.name)} has a higher score than another. By chance it is 0.5 (dashed).`,
            zh: `曲线下面积 ${mean.toFixed(3)}：${label(curves[0]!.name)} 的行得分高于其他行的频率。随机猜测为 0.5（虚线）。`,
          })
        : tell({
            en: `Each class against the rest; mean area ${mean.toFixed(3)}. The area is how often a row of the class has a higher score than another; by chance 0.5 (dashed).`,
            zh: `每个类别对其余类别；平均面积 ${mean.toFixed(3)}。面积是该类的行得分高于其他行的频率；随机猜测为 0.5（虚线）。`,
          });
    const few = tell({
      en: ` Shown are the ${shown.length} of ${curves.length} classes with the least area.`,
      zh: `只显示 ${curves.length} 个类别中面积最小的 ${shown.length} 个。`,
    });
    return {
      name: 'roc',
      title: tell({ en: 'How well classes are told apart (ROC)', zh: '类别能被区分得多好（ROC）' }),
      caption: caption + (shown.length < curves.length ? few : ''),
      legend,
      panels: [
        {
          height: 350,
          x: { domain: [0, 1], ticks: 5, label: tell({ en: 'false positives, part of all others', zh: '假阳性率' }) },
          y: { domain: [0, 1], ticks: 5, label: tell({ en: 'true positives', zh: '真阳性率' }) },
          marks: [
            Plot.gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
            Plot.gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
            Plot.line([0, 1], { x: (d) => d, y: (d) => d, stroke: theme.muted, strokeDasharray: '4 4' }),
            ...styled.map(({ points, colour, dashes }) =>
              Plot.line(thinned(points, POINTS), {
                x: 'falsePositives',
                y: 'truePositives',
                stroke: colour,
                strokeWidth: 2,
                ...(dashes !== undefined && { strokeDasharray: dashes }),
              }),
            ),
          ],
        },
      ],
    };
  },
};
