import * as Plot from '@observablehq/plot';
import { short } from '../terminal/words.js';
import { type Epoch, historyIn } from './epochs.js';
import { label } from './label.js';
import type { LegendItem, Panel } from './picture.js';
import type { Drawing, Subject } from './subject.js';
import type { Theme } from './theme.js';
import { thinned } from './thinned.js';
import { tick } from './tick.js';

/** The epoch of the least validation loss, the first of several. */
export const bestEpoch = (epochs: readonly Epoch[]): Epoch | undefined =>
  epochs.reduce<Epoch | undefined>(
    (best, e) => (e.validationLoss === undefined || (best && best.validationLoss! <= e.validationLoss) ? best : e),
    undefined,
  );

/** Epochs that are drawn at most. */
const POINTS = 1000;

/** Losses that fall by so much are looked at in powers of ten. */
const WIDE = 50;

/** Places on an axis of powers of ten: the powers, and between them, where they are few, twice and five times as much. */
function powersOfTen(least: number, most: number): number[] {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const steps = most / least > 1000 ? [1] : [1, 2, 5];
  const apart = Math.ceil((to - from) / 8);
  return Array.from({ length: to - from + 1 }, (_, k) => steps.map((step) => step * 10 ** (from + apart * k)))
    .flat()
    .filter((v) => v >= least && v <= most);
}

/** Half an epoch is none: few of them are all named. */
const epochAxis = (epochs: readonly Epoch[], tell: Subject['tell']) => ({
  label: tell({ en: 'epoch', zh: '轮次' }),
  ...(epochs.length <= 12 && { ticks: epochs.map((e) => e.epoch), tickFormat: 'd' }),
});

const colours = ({ series }: Theme) => ({ training: series[0]!, validation: series[1]!, whole: series[6]! });

function lossPanel(history: ReturnType<typeof historyIn>, { tell }: Subject, theme: Theme): Panel {
  const colour = colours(theme);
  const best = bestEpoch(history.validating);
  const [validating, training] = [thinned(history.validating, POINTS), thinned(history.training, POINTS)];
  const shown = validating.length > 0 ? validating : training;
  const all = [...validating, ...training].flatMap((e) => [e.loss, e.validationLoss ?? e.loss]);
  const [least, most] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  const powers = least > 0 && most / least > WIDE;
  const ticks = powers ? powersOfTen(least, most) : 5;
  const at = { x: 'epoch', strokeWidth: 2 } as const;
  return {
    height: 250,
    x: { ...epochAxis(shown, tell), ...(shown.length < 2 && { domain: [0, 2] }) },
    y: {
      axis: null,
      type: powers ? 'log' : 'linear',
      ...(!powers && { zero: true, nice: true }),
    },
    marks: [
      Plot.gridY({ stroke: theme.grid, strokeOpacity: 1, ticks }),
      // By a channel, since what formats the ticks of a logarithmic axis leaves some out.
      Plot.axisY({
        ticks,
        text: (v: number) => tick(v),
        label: powers ? tell({ en: 'loss (logarithmic)', zh: '损失（对数刻度）' }) : tell({ en: 'loss', zh: '损失' }),
      }),
      ...(best ? [Plot.ruleX([best.epoch], { stroke: theme.muted, strokeDasharray: '3 3' })] : []),
      ...(validating.length > 0
        ? [Plot.line(training, { ...at, y: 'loss', stroke: colour.whole, strokeWidth: 1.5, strokeDasharray: '4 3' })]
        : []),
      Plot.line(shown, { ...at, y: 'loss', stroke: colour.training }),
      Plot.line(shown, { ...at, y: 'validationLoss', stroke: colour.validation }),
      // A line of one point is not seen.
      ...(shown.length === 1 ? [Plot.dot(shown, { x: 'epoch', y: 'loss', fill: colour.training })] : []),
      ...(best
        ? [
            Plot.dot([best], {
              x: 'epoch',
              y: 'validationLoss',
              r: 4.5,
              fill: colour.validation,
              stroke: theme.surface,
              strokeWidth: 1.5,
            }),
          ]
        : []),
    ],
  };
}

function accuracyPanel(epochs: readonly Epoch[], { tell }: Subject, theme: Theme): Panel {
  const best = bestEpoch(epochs);
  return {
    height: 150,
    x: epochAxis(epochs, tell),
    y: { label: tell({ en: 'validation accuracy', zh: '验证准确率' }), domain: [0, 1], ticks: 3 },
    marks: [
      Plot.gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 3 }),
      ...(best ? [Plot.ruleX([best.epoch], { stroke: theme.muted, strokeDasharray: '3 3' })] : []),
      Plot.line(thinned(epochs, POINTS), {
        x: 'epoch',
        y: 'validationAccuracy',
        stroke: colours(theme).validation,
        strokeWidth: 2,
      }),
    ],
  };
}

/** How the loss fell, epoch by epoch, and after which one the training was best on rows that it did not see. */
export const loss: Drawing = {
  obstacle: ({ metadata }) => {
    const { validating, training } = historyIn(metadata);
    if (validating.length + training.length > 0) return undefined;
    return 'needs the losses of the training, and this model file has none; train it again with nn train, which notes them';
  },
  draw: (subject, theme) => {
    const { tell, metadata, pipeline } = subject;
    const history = historyIn(metadata);
    const { validating, training } = history;
    const best = bestEpoch(validating);
    const colour = colours(theme);
    const line = (text: string, stroke: string, dashes?: string): LegendItem => ({
      text,
      colour: stroke,
      look: { line: dashes },
    });
    const last = (validating.length > 0 ? validating : training).at(-1)!;
    const legend = [
      line(tell({ en: 'training', zh: '训练' }), colour.training),
      ...(best ? [line(tell({ en: 'validation', zh: '验证' }), colour.validation)] : []),
      ...(validating.length > 0 && training.length > 0
        ? [line(tell({ en: 'then, on all rows', zh: '随后用全部数据训练' }), colour.whole, '4 3')]
        : []),
    ];
    const accuracy = validating.some((e) => e.validationAccuracy !== undefined);
    return {
      name: 'loss',
      title: tell({
        en: `How it learnt ${label(pipeline.target.name)}`,
        zh: `学习 ${label(pipeline.target.name)} 的过程`,
      }),
      caption: best
        ? tell({
            en: `The loss on rows held back was least after epoch ${best.epoch} of ${last.epoch}: ${short(best.validationLoss!)}.`,
            zh: `留出数据上的损失在第 ${best.epoch} 轮（共 ${last.epoch} 轮）之后最小：${short(best.validationLoss!)}。`,
          })
        : tell({
            en: `The loss was ${short(last.loss)} after ${last.epoch} epochs. No rows were held back to compare with.`,
            zh: `${last.epoch} 轮之后损失为 ${short(last.loss)}。没有留出数据可供比较。`,
          }),
      legend,
      panels: [lossPanel(history, subject, theme), ...(accuracy ? [accuracyPanel(validating, subject, theme)] : [])],
    };
  },
};
