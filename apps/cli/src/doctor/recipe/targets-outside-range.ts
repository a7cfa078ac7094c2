import { fromData } from '@nn/matrix';
import type { Text } from '../../telling/text.js';
import type { Diagnosis } from '../diagnosis.js';
import { brief, layerPlace } from '../words.js';
import { outputRange } from './output-range.js';
import { lastLayer, type Subject } from './subject.js';

/** Rounding is no fault. */
const NEAR = 1e-4;

/** Targets that no output can reach, or that are no probabilities where the loss compares such. */
export function targetsOutsideRange(subject: Subject): Diagnosis[] {
  const { model, loss, t } = subject;
  const { layer, index } = lastLayer(model);
  const known = layer.activation && layer.activation.name !== 'logSoftmax';
  const range = loss.link ? ([0, 1] as const) : known ? outputRange(layer.activation!) : undefined;
  if (!range) return [];
  const [least, most] = range;
  const isOutside = (v: number) => v < least - NEAR || v > most + NEAR;
  const outside = t.data.filter(isOutside).length;
  if (outside === 0) return sumsOtherThanOne(subject);
  const nearest = fromData(
    t.rows,
    t.cols,
    t.data.map((v) => Math.min(most, Math.max(least, v))),
  );
  const of = (y: typeof t) => Number(loss.formula({ y, t }));
  // A loss may mean something else by its targets: then they are no better as outputs.
  if (!loss.link && !(of(t) < of(nearest))) return [];
  const farthest = Array.from(t.data).reduce((far, v) => (distance(v, range) > distance(far, range) ? v : far));
  const ends = endsOf(range);
  return [
    loss.link
      ? {
          code: 'targets-outside-range',
          severity: 'error',
          says: {
            en: `${loss.name} compares probabilities, but ${outside} of ${t.data.length} targets are not between 0 and 1 (such as ${brief(farthest)})`,
            zh: `${loss.name} 比较的是概率，而 ${t.data.length} 个目标中有 ${outside} 个不在 0 和 1 之间（例如 ${brief(farthest)}）`,
          },
          advice: {
            en: 'classes are class numbers or one-hot rows, or 0 and 1 of one output; for targets that are numbers take meanSquaredError() and a last layer without an activation',
            zh: '类别要写成类别编号或 one-hot 行，只有一个输出时写成 0 和 1；如果目标是数值，就用 meanSquaredError()，最后一层不带激活函数',
          },
        }
      : {
          code: 'targets-outside-range',
          severity: 'error',
          where: layerPlace(index, layer.kind, layer.activation!.name),
          says: {
            en: `the outputs of ${layer.activation!.name} are ${ends.en}, but ${outside} of ${t.data.length} targets are not (such as ${brief(farthest)}): the network cannot reach them`,
            zh: `${layer.activation!.name} 的输出${ends.zh}，而 ${t.data.length} 个目标中有 ${outside} 个不是（例如 ${brief(farthest)}）：网络达不到`,
          },
          advice: {
            en: 'end the network without an activation, as in dense(1), or scale the targets into that range',
            zh: '让最后一层不带激活函数，例如 dense(1)，或者把目标缩放到这个范围',
          },
        },
  ];
}

/** A range in words: 'between -1 and 1', '0 or more'. */
function endsOf([least, most]: readonly [number, number]): Text {
  if (!Number.isFinite(most)) return { en: `${brief(least)} or more`, zh: `不小于 ${brief(least)}` };
  if (!Number.isFinite(least)) return { en: `${brief(most)} or less`, zh: `不大于 ${brief(most)}` };
  return { en: `between ${brief(least)} and ${brief(most)}`, zh: `在 ${brief(least)} 和 ${brief(most)} 之间` };
}

const distance = (v: number, [least, most]: readonly [number, number]) => Math.max(least - v, v - most, 0);

/** Rows of targets that sum to something else than 1, where outputs always do. */
function sumsOtherThanOne({ model, t }: Subject): Diagnosis[] {
  const { layer, index } = lastLayer(model);
  if (layer.activation?.name !== 'softmax' || t.cols === 1) return [];
  const sums = Array.from({ length: t.rows }, (_, i) =>
    Array.from(t.data.subarray(i * t.cols, (i + 1) * t.cols)).reduce((s, v) => s + v, 0),
  );
  const others = sums.filter((s) => Math.abs(s - 1) > 0.01);
  if (others.length === 0) return [];
  return [
    {
      code: 'targets-outside-range',
      severity: 'error',
      where: layerPlace(index, layer.kind, 'softmax'),
      says: {
        en: `the outputs of softmax sum to 1, but ${others.length} of ${t.rows} rows of targets do not (one sums to ${brief(others[0]!)})`,
        zh: `softmax 的输出之和是 1，而 ${t.rows} 行目标中有 ${others.length} 行不是（其中一行之和是 ${brief(others[0]!)}）`,
      },
      advice: {
        en: 'where a sample may be of several classes at once, or of none, take sigmoid and binaryCrossEntropy(); else make one-hot rows',
        zh: '如果一个样本可以同时属于几类，或一类也不属于，就用 sigmoid 和 binaryCrossEntropy()；否则用 one-hot 行',
      },
    },
  ];
}
