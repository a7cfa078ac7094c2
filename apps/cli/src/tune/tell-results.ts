import { tableLines } from '../telling/table.js';
import { wrap } from '../telling/wrap.js';
import { lossText } from '../terminal/epoch-fields.js';
import { harmless, type Io } from '../terminal/io.js';
import { count } from '../terminal/words.js';
import { byChance, type Mattered, type ValueMean } from './mattered.js';
import type { Metric, TrialResult } from './result.js';
import type { Settings } from './sample.js';

/** A value of a setting as it is typed. */
export const shownValue = (value: unknown): string =>
  Array.isArray(value) ? value.join(',') || 'none' : String(value);

/** 'hidden 64,64, learningRate 0.003'. */
export const settingsText = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${shownValue(value)}`)
    .join(', ');

/** More trials are in the journal, and in --json. */
const MOST = 10;

/** A paragraph whose later lines are indented. */
const hanging = (text: string, indent: string, columns: number): string[] =>
  wrap(text, Math.max(1, columns - indent.length - 2)).map((part, i) => (i === 0 ? indent : `${indent}  `) + part);

/** The best trials as a table of so many columns; where that is too wide, as a paragraph each. */
export function bestLines(results: readonly TrialResult[], io: Io, columns: number): string[] {
  const shown = results.slice(0, MOST);
  const names = Object.keys(shown[0]!.settings);
  const accuracy = shown.some(({ best }) => best?.validationAccuracy !== undefined);
  const head = [
    io.tell({ en: 'trial', zh: '试验' }),
    io.tell({ en: 'epochs', zh: '轮数' }),
    io.tell({ en: 'validation', zh: '验证损失' }),
    ...(accuracy ? [io.tell({ en: 'accuracy', zh: '准确率' })] : []),
    ...names,
  ];
  const rows = shown.map(({ trial, trained, best, settings }) => [
    String(trial),
    String(trained),
    best ? lossText(best.validationLoss) : io.tell({ en: 'lost', zh: '发散' }),
    ...(accuracy ? [best?.validationAccuracy?.toFixed(3) ?? '–'] : []),
    ...names.map((name) => shownValue(settings[name as keyof Settings])),
  ]);
  const table = tableLines(head, rows, columns);
  const paragraphs = rows.flatMap((row) => hanging(row.map((cell, j) => `${head[j]} ${cell}`).join(', '), '', columns));
  const rest = results.length - shown.length;
  return [
    ...(table.length === 1 + rows.length ? table : paragraphs),
    ...(rest > 0 ? [io.tell({ en: `… and ${rest} more`, zh: `…… 还有 ${rest} 次` })] : []),
  ];
}

function meanText({ value, trials, lost, mean }: ValueMean, metric: Metric, io: Io): string {
  const score = mean === undefined ? '–' : metric === 'loss' ? lossText(mean) : mean.toFixed(3);
  const of = lost > 0 ? io.tell({ en: `${trials}, ${lost} lost`, zh: `${trials} 次，${lost} 次发散` }) : trials;
  return `${shownValue(value)} ${score} (${of})`;
}

/** What mattered: of ranges the correlation, of choices the means, each in lines of so many columns. */
export function matteredLines(
  all: readonly Mattered[],
  { trials, epochs, metric }: { trials: number; epochs: number; metric: Metric },
  io: Io,
  columns: number,
): string[] {
  const judged = metric === 'loss' ? { en: 'validation loss', zh: '验证损失' } : { en: 'accuracy', zh: '准确率' };
  const chance = Math.min(1, byChance(trials)).toFixed(2);
  const head = io.tell({
    en: `what mattered, in ${trials} trials of ${count(epochs, 'epoch')}: of choices the mean ${judged.en}; of ranges its rank correlation, of which less than ${chance} may be chance`,
    zh: `哪些设置起作用（${trials} 次试验，各 ${epochs} 轮）：选项给出平均${judged.zh}；范围给出秩相关，绝对值小于 ${chance} 可能只是偶然`,
  });
  return [
    ...wrap(head, columns),
    ...all.flatMap((one) =>
      hanging(
        'correlation' in one
          ? `${one.setting}: ${one.correlation > 0 ? '+' : ''}${one.correlation.toFixed(2)}`
          : `${one.setting}: ${one.values.map((value) => meanText(value, metric, io)).join(', ')}`,
        '  ',
        columns,
      ),
    ),
  ];
}

/** Lines on standard output. */
export const printLines = (io: Io, lines: readonly string[]): void => io.out(harmless(`${lines.join('\n')}\n`));
