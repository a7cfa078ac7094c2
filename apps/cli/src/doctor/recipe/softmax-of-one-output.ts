import type { Diagnosis } from '../diagnosis.js';
import { layerPlace } from '../words.js';
import { lastLayer, type Subject } from './subject.js';

/** Softmax of a single output, which is 1 whatever comes in. */
export function softmaxOfOneOutput({ model }: Subject): Diagnosis[] {
  const { layer, index } = lastLayer(model);
  if (model.outputs !== 1 || layer.activation?.name !== 'softmax') return [];
  return [
    {
      code: 'softmax-of-one-output',
      severity: 'error',
      where: layerPlace(index, layer.kind, 'softmax'),
      says: {
        en: 'softmax of a single output is always 1, so nothing can be learnt',
        zh: '只有一个输出时 softmax 永远是 1，什么也学不到',
      },
      advice: {
        en: 'for two classes take dense(1, sigmoid) with binaryCrossEntropy(), or dense(2, softmax) with class numbers or one-hot rows; for a number dense(1)',
        zh: '两类时用 dense(1, sigmoid) 和 binaryCrossEntropy()，或者 dense(2, softmax) 配类别编号或 one-hot 行；目标是数值时用 dense(1)',
      },
    },
  ];
}
