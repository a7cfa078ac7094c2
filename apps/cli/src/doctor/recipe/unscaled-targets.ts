import type { Diagnosis } from '../diagnosis.js';
import { rootMeanSquare } from '../root-mean-square.js';
import { brief } from '../words.js';
import type { Subject } from './subject.js';

/** Outputs begin at about 1 in size, and an error of 100 squared makes gradients of 200: beyond what usual learning rates are made for. */
const LARGE = 100;

/** Targets that are numbers far larger than what a network gives at first. */
export function unscaledTargets({ t }: Subject): Diagnosis[] {
  const size = rootMeanSquare(t.data);
  if (!(size > LARGE)) return [];
  return [
    {
      code: 'unscaled-targets',
      severity: 'warning',
      says: {
        en: `outputs begin at about 1, but the size (root mean square) of the targets is ${brief(size)}, so errors and gradients are as large`,
        zh: `输出一开始大小约为 1，而目标的大小（均方根）是 ${brief(size)}，误差和梯度也就同样大`,
      },
      advice: {
        en: 'learn (target - mean) / standard deviation, and undo that in what is predicted; fitPipeline of @nn/data does both',
        zh: '让网络学（目标 - 平均值）/ 标准差，预测之后再换算回来；@nn/data 的 fitPipeline 两样都做',
      },
    },
  ];
}
