import * as Plot from '@observablehq/plot';
import type { Quality } from '../training/quality.js';
import { heat } from './heat.js';
import { label, textWidth } from './label.js';
import { INNER } from './picture.js';
import { type Drawing, needsData, type Subject } from './subject.js';

type ClassQuality = Quality & { readonly task: 'classes' };

/** More classes than that are not told apart in one picture. */
const MOST = 40;
/** Counts are written where they fit. */
const MOST_WITH_COUNTS = 20;

/** A field of a confusion matrix: how many rows of a class were taken for which, and what part of that class they are. */
export interface ConfusionField {
  readonly truth: number;
  readonly said: number;
  readonly count: number;
  readonly share: number;
}

/** The counts of a confusion matrix (row: what it is, column: what was said) as parts of their rows, for some of its classes. */
export function confusionFields(counts: readonly (readonly number[])[], classes: readonly number[]): ConfusionField[] {
  return classes.flatMap((truth) => {
    const total = counts[truth]!.reduce((sum, n) => sum + n, 0);
    return classes.map((said) => {
      const count = counts[truth]![said]!;
      return { truth, said, count, share: total === 0 ? 0 : count / total };
    });
  });
}

/** The classes that take part in the most mistakes, in their order. */
export function mostConfused(counts: readonly (readonly number[])[], most: number): number[] {
  const mistakes = counts.map((row, k) =>
    counts.reduce((sum, other, i) => sum + (i === k ? 0 : row[i]! + other[k]!), 0),
  );
  const order = counts.map((_, k) => k).sort((a, b) => mistakes[b]! - mistakes[a]! || a - b);
  return order.slice(0, most).sort((a, b) => a - b);
}

/** Few mistakes should be seen, too: the root makes small parts stronger. */
const strengthOf = Math.sqrt;

/** The quality of the rows at hand, or else of those that were held back in training. */
function qualityOf({ judged, metadata, pipeline }: Subject): ClassQuality | undefined {
  if (judged) return judged.task === 'classes' ? judged.quality : undefined;
  const noted = metadata.validation as Partial<ClassQuality> | undefined;
  const { target } = pipeline;
  if (target.kind !== 'classes' || noted?.task !== 'classes' || !Array.isArray(noted.confusion)) return undefined;
  const whole =
    noted.confusion.length === target.classes.length &&
    noted.confusion.every(
      (row) =>
        Array.isArray(row) && row.length === target.classes.length && row.every((n) => Number.isInteger(n) && n >= 0),
    ) &&
    typeof noted.rows === 'number' &&
    typeof noted.accuracy === 'number';
  return whole ? { ...(noted as ClassQuality), classes: target.classes } : undefined;
}

/** Which class is taken for which, and how often. */
export const confusion: Drawing = {
  obstacle: (subject) => {
    if (subject.pipeline.target.kind === 'number')
      return `is for classes, and ${subject.pipeline.target.name} is a number; see residuals`;
    return qualityOf(subject) ? undefined : needsData(subject);
  },
  draw: (subject, theme) => {
    const { tell, judged } = subject;
    const q = qualityOf(subject)!;
    const shown = mostConfused(q.confusion, MOST);
    const places = new Map(shown.map((k, place) => [k, place]));
    const fields = confusionFields(q.confusion, shown);
    const fontSize = shown.length > 24 ? 8 : 12;
    const names = (place: number) => label(q.classes[shown[place]!]!, 16);
    const longest = Math.max(...shown.map((_, place) => textWidth(names(place), fontSize)));
    const left = 40 + longest;
    const side = (INNER - left - 12) / shown.length;
    const cell = Math.min(side, 76);
    const size = cell * shown.length;
    const slanted = longest > cell - 4;
    const [top, bottom] = [14, slanted ? 40 + 0.75 * longest : 44];
    const axis = {
      type: 'linear',
      domain: [0, shown.length],
      ticks: shown.map((_, place) => place + 0.5),
      tickSize: 0,
    } as const;
    const counted = shown.length <= MOST_WITH_COUNTS;
    const right = q.confusion.reduce((sum, row, k) => sum + row[k]!, 0);
    const few = shown.length < q.classes.length;
    const where = judged
      ? tell({ en: `${q.rows} rows`, zh: `${q.rows} 行` })
      : tell({ en: `${q.rows} rows held back in training`, zh: `训练时留出的 ${q.rows} 行` });
    return {
      name: 'confusion',
      title: tell({ en: 'Which class is taken for which', zh: '哪一类被认作哪一类' }),
      caption:
        tell({
          en: `${right} of ${where} are right (${(100 * q.accuracy).toFixed(1)} %). The stronger a field, the larger its part of the rows of that class.`,
          zh: `${where}中有 ${right} 行正确（${(100 * q.accuracy).toFixed(1)} %）。格子颜色越深，占该类别的比例越大。`,
        }) +
        (few
          ? tell({
              en: ` Shown are the ${shown.length} of ${q.classes.length} classes with the most mistakes.`,
              zh: `只显示 ${q.classes.length} 个类别中错误最多的 ${shown.length} 个。`,
            })
          : ''),
      panels: [
        {
          height: size + top + bottom,
          fontSize,
          marginLeft: left,
          marginRight: INNER - left - size,
          marginTop: top,
          marginBottom: bottom,
          x: {
            ...axis,
            label: tell({ en: 'what the model says', zh: '模型的回答' }),
            tickFormat: (_: number, place: number) => names(place),
            ...(slanted && { tickRotate: -45 }),
            labelArrow: 'none',
            labelOffset: bottom - 4,
          },
          y: {
            ...axis,
            reverse: true,
            label: tell({ en: 'what it is', zh: '实际类别' }),
            labelAnchor: 'center',
            labelArrow: 'none',
            labelOffset: left - 4,
            tickFormat: (_: number, place: number) => names(place),
          },
          marks: [
            heat(
              fields.map(({ truth, said, share }) => ({
                x: places.get(said)!,
                y: places.get(truth)!,
                colour: truth === said ? theme.series[0]! : theme.series[1]!,
                strength: strengthOf(share),
              })),
            ),
            Plot.ruleX(shown.concat(0), { x: (_, i) => i, stroke: theme.grid }),
            Plot.ruleY(shown.concat(0), { y: (_, i) => i, stroke: theme.grid }),
            ...(counted
              ? [
                  Plot.text(fields, {
                    x: (d) => places.get(d.said)! + 0.5,
                    y: (d) => places.get(d.truth)! + 0.5,
                    text: (d) => (d.count === 0 ? '·' : String(d.count)),
                    fill: (d) =>
                      d.count === 0 ? theme.muted : strengthOf(d.share) > 0.75 ? theme.onStrong : theme.ink,
                    fontSize: Math.min(15, 5 + cell / 4),
                    fontWeight: 500,
                  }),
                ]
              : []),
          ],
        },
      ],
    };
  },
};
