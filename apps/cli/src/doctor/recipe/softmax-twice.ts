import { topological } from '@nn/formula';
import { matrix } from '@nn/matrix';
import type { Layer, Loss } from '@nn/net';
import type { Diagnosis } from '../diagnosis.js';
import { layerPlace } from '../words.js';
import { isLinked, lastLayer, type Subject } from './subject.js';

const isSoftmax = ({ activation }: Layer): boolean =>
  activation?.name === 'softmax' || activation?.name === 'logSoftmax';

/** Softmax of what softmax gave: in two layers, or in the last layer and once more in the loss. */
export function softmaxTwice(subject: Subject): Diagnosis[] {
  const { layers } = subject.model;
  const { layer: last, index } = lastLayer(subject.model);
  if (!isSoftmax(last)) return [];
  const where = (i: number) => layerPlace(i, layers[i]!.kind, layers[i]!.activation?.name);
  const earlier = layers.findLastIndex((layer, i) => i < index && isSoftmax(layer));
  if (earlier >= 0) {
    return [
      {
        code: 'softmax-twice',
        severity: 'error',
        where: where(index),
        says: {
          en: `layer ${earlier} has applied softmax already: of numbers between 0 and 1 softmax makes nearly equal ones (of two classes 0.73 and 0.27 at best), so the network can never be sure`,
          zh: `第 ${earlier} 层已经用过 softmax：对 0 到 1 之间的数再做 softmax，得到的数几乎相等（两类时最多是 0.73 和 0.27），网络永远不会有把握`,
        },
        advice: {
          en: `apply it once, in the last layer: give layer ${earlier} relu, or leave its activation out where nothing else stands between`,
          zh: `只在最后一层用一次：第 ${earlier} 层改用 relu，如果两层之间没有别的，就去掉它的激活函数`,
        },
      },
    ];
  }
  if (isLinked(subject) || !appliesSoftmax(subject.loss)) return [];
  return [
    {
      code: 'softmax-twice',
      severity: 'error',
      where: where(index),
      says: {
        en: `the loss ${subject.loss.name} applies softmax to the outputs, and the last layer has done so already`,
        zh: `损失 ${subject.loss.name} 会对输出做 softmax，而最后一层已经做过了`,
      },
      advice: {
        en: 'end the network without an activation, dense(classes), or keep softmax and take crossEntropy() of @nn/loss, which applies it once',
        zh: '让网络的最后一层不带激活函数：dense(classes)；或者保留 softmax，用 @nn/loss 的 crossEntropy()，它只用一次',
      },
    },
  ];
}

/**
 * Whether a loss begins with softmax: it has powers of e in it, and adding one number to all outputs of a sample changes nothing of it, as it changes
 * nothing of softmax.
 */
function appliesSoftmax({ formula }: Loss): boolean {
  if (!topological([formula.expression]).some(({ op }) => op === 'exp')) return false;
  const t = matrix([
    [1, 0, 0],
    [0, 0, 1],
  ]);
  const y = [
    [0.2, 0.5, 0.3],
    [0.6, 0.3, 0.1],
  ];
  const of = (rows: readonly (readonly number[])[]) => Number(formula({ y: matrix(rows), t }));
  const moved = of(y.map((row) => row.map((v) => v + 1)));
  const changed = of(y.map(([first, ...rest]) => [first! + 1, ...rest]));
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-5 * (Math.abs(a) + Math.abs(b));
  return near(of(y), moved) && !near(of(y), changed);
}
