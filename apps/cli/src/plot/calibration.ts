import * as Plot from '@observablehq/plot';
import type { JudgedClasses } from './judged.js';
import { type Drawing, needsData } from './subject.js';

/** Answers of about the same confidence: how sure they were on average, and what part of them was right. */
export interface ReliabilityBin {
  /** Above `from`, up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/** How confidence and accuracy go together. */
export interface Calibration {
  /** Those that hold an answer. */
  readonly bins: readonly ReliabilityBin[];
  /** The expected calibration error: sum over bins of count / n |accuracy - confidence|. */
  readonly error: number;
}

/**
 * Answers by their confidence, the probability given to the class that was said, in bins of equal width, each from above its lower end up to its upper one (Guo, Pleiss, Sun and
 * Weinberger, 2017, On Calibration of Modern Neural Networks).
 */
export function calibrationOf(confidence: ArrayLike<number>, right: ArrayLike<boolean>, bins = 10): Calibration {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (let i = 0; i < confidence.length; i++) {
    const sum = sums[Math.min(bins - 1, Math.max(0, Math.ceil(confidence[i]! * bins) - 1))]!;
    sum.count++;
    sum.confidence += confidence[i]!;
    if (right[i]) sum.right++;
  }
  const filled = sums.flatMap(({ count, confidence: sure, right: correct }, k) =>
    count === 0
      ? []
      : { from: k / bins, to: (k + 1) / bins, count, confidence: sure / count, accuracy: correct / count },
  );
  const error = filled.reduce(
    (sum, bin) => sum + (bin.count / confidence.length) * Math.abs(bin.accuracy - bin.confidence),
    0,
  );
  return { bins: filled, error };
}

/** Whether each row of the outputs is a distribution, to what single precision can say. */
function areProbabilities({ rows, cols, data }: JudgedClasses['output']): boolean {
  for (let i = 0; i < rows; i++) {
    const row = Array.from(data.subarray(i * cols, (i + 1) * cols));
    if (row.some((p) => p < 0 || p > 1) || Math.abs(row.reduce((sum, p) => sum + p, 0) - 1) > 1e-3) return false;
  }
  return true;
}

/** Whether the answers are right as often as they are sure. */
export const calibration: Drawing = {
  obstacle: (subject) => {
    const { pipeline, judged } = subject;
    if (pipeline.target.kind === 'number')
      return `is for classes, and ${pipeline.target.name} is a number; see residuals`;
    if (judged?.task !== 'classes') return needsData(subject);
    if (areProbabilities(judged.output)) return undefined;
    return 'needs probabilities, and the outputs of this model are none; end it with softmax';
  },
  draw: ({ judged, tell }, theme) => {
    const { output, said, truth } = judged as JudgedClasses;
    const { bins, error } = calibrationOf(
      Array.from(said, (k, i) => output.data[i * output.cols + k]!),
      Array.from(said, (k, i) => k === truth[i]),
    );
    const mean = (of: (bin: ReliabilityBin) => number) =>
      bins.reduce((sum, bin) => sum + (bin.count / truth.length) * of(bin), 0);
    const [sure, right] = [mean((bin) => bin.confidence), mean((bin) => bin.accuracy)].map((p) => (100 * p).toFixed(1));
    const [blue, orange] = [theme.series[0]!, theme.series[1]!];
    const x = { domain: [0, 1], ticks: 5 };
    return {
      name: 'calibration',
      title: tell({ en: 'Is it right as often as it is sure?', zh: '它的把握与正确率相符吗？' }),
      caption: tell({
        en: `It is ${sure} % sure on average and right in ${right} %; expected calibration error ${error.toFixed(3)}. Bars of few rows say little.`,
        zh: `平均把握 ${sure} %，正确 ${right} %；期望校准误差 ${error.toFixed(3)}。行数很少的柱子说明不了什么。`,
      }),
      legend: [
        { text: tell({ en: 'right', zh: '正确率' }), colour: blue, look: 'area' },
        { text: tell({ en: 'sure, mean of the bar', zh: '平均把握' }), colour: orange, look: { line: undefined } },
        { text: tell({ en: 'as right as sure', zh: '完全相符' }), colour: theme.muted, look: { line: '4 4' } },
      ],
      panels: [
        {
          height: 270,
          x: { ...x, label: tell({ en: 'how sure it is', zh: '把握' }) },
          y: { domain: [0, 1], ticks: 5, label: tell({ en: 'part that is right', zh: '正确的比例' }) },
          marks: [
            Plot.gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
            Plot.rect(bins, { x1: 'from', x2: 'to', y1: 0, y2: 'accuracy', fill: blue, insetLeft: 1, insetRight: 1 }),
            Plot.line([0, 1], { x: (d) => d, y: (d) => d, stroke: theme.muted, strokeDasharray: '4 4' }),
            Plot.ruleY(bins, { x1: 'from', x2: 'to', y: 'confidence', stroke: orange, strokeWidth: 3 }),
          ],
        },
        {
          height: 120,
          x: { ...x, label: tell({ en: 'how sure it is', zh: '把握' }) },
          y: { label: tell({ en: 'rows', zh: '行数' }), ticks: 2, zero: true, tickFormat: 'd' },
          marks: [
            Plot.rect(bins, {
              x1: 'from',
              x2: 'to',
              y1: 0,
              y2: 'count',
              fill: theme.muted,
              fillOpacity: 0.6,
              insetLeft: 1,
              insetRight: 1,
            }),
            Plot.text(bins, {
              x: (d) => (d.from + d.to) / 2,
              y: 'count',
              text: (d) => String(d.count),
              dy: -7,
              fill: theme.muted,
              fontSize: 10,
            }),
          ],
        },
      ],
    };
  },
};
