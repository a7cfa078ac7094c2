import type { NonFiniteError } from '@nn/net';
import type { Text } from '../../telling/text.js';
import type { Diagnosis } from '../diagnosis.js';
import { brief } from '../words.js';

const TENSOR = /: (layers\.[\w.]+) of (layer \d+ \([^)]*\)) is not finite/;
const LAYER = /come from (layer \d+ \([^)]*\))/;
const RATE = /learning rate \(([^)]+)\)/;

/** A layer as the error calls it, as a place. */
const placeOf = (layer: string): Text => ({ en: layer, zh: layer.replace(/^layer (\d+)/, '第 $1 层') });

/** What is lost before the first update was not lost by learning. */
const AT_ONCE: Text = {
  en: 'it was so before anything was learnt, so the learning rate is not the cause: keep what a loss of your own takes log, a root or a quotient of above 0, scale inputs and targets, begin with smaller weights',
  zh: '还没有学就已经如此，所以不是学习率的问题：让自己写的损失里取对数、开方或作除数的数大于 0，缩放输入和目标，用更小的初始权重',
};

/** The first tensor that turned NaN or infinite in a training, as `fit` names it. */
export function nonFinite({ message, step, epoch }: NonFiniteError): Diagnosis {
  const [, tensor, owner] = message.match(TENSOR) ?? [];
  const layer = owner ?? message.match(LAYER)?.[1];
  const rate = Number(message.match(RATE)?.[1]);
  const what: Text = tensor
    ? { en: `the first tensor that turned NaN or infinite is ${tensor}`, zh: `最先变成 NaN 或无穷大的张量是 ${tensor}` }
    : layer
      ? {
          en: 'the first numbers that turned NaN or infinite are the outputs of this layer',
          zh: '最先变成 NaN 或无穷大的是这一层的输出',
        }
      : {
          en: 'all layers are finite, but the loss turned NaN or infinite',
          zh: '各层都是有限的数，但损失变成了 NaN 或无穷大',
        };
  const smaller = Number.isFinite(rate) ? brief(Math.min(0.01, rate / 10)) : '0.001';
  return {
    code: 'non-finite',
    severity: 'error',
    ...(layer !== undefined && { where: placeOf(layer) }),
    says: {
      en: `${what.en}, at step ${step} (epoch ${epoch})${Number.isFinite(rate) ? `, at a learning rate of ${brief(rate)}` : ''}`,
      zh: `${what.zh}，发生在第 ${step} 步（第 ${epoch} 轮）${Number.isFinite(rate) ? `，学习率为 ${brief(rate)}` : ''}`,
    },
    advice:
      step === 1
        ? AT_ONCE
        : {
            en: `--learning-rate ${smaller}, in code learningRate: ${smaller}; scale inputs and targets`,
            zh: `用 --learning-rate ${smaller}，代码里是 learningRate: ${smaller}；缩放输入和目标`,
          },
  };
}
