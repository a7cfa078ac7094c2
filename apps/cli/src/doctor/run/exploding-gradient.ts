import type { Diagnosis } from '../diagnosis.js';
import { brief } from '../words.js';
import { gradientSizes } from './gradient-sizes.js';
import type { Look } from './look.js';

/** Errors are to keep their size from layer to layer, and to become smaller as the loss does. */
const MOST = 1e3;

/** An error that grows on its way from the last layer to the first, or a gradient that has grown in training. Pascanu et al. (2013), section 2. */
export function explodingGradient(look: Look, before: Look): Diagnosis[] {
  const sizes = gradientSizes(look);
  const across = sizes ? sizes.first / sizes.last : 0;
  // A network that begins at 0 has no gradient at first.
  const grown = look.gradient / Math.max(1, before.gradient);
  const says =
    across > MOST
      ? {
          en: `the error that comes back here is ${brief(across)} times that of the last of ${sizes!.between} layers`,
          zh: `传回到这里的误差是 ${sizes!.between} 层中最后一层的 ${brief(across)} 倍`,
        }
      : {
          en: `the gradient is ${brief(look.gradient)} after ${look.epoch} epochs, ${brief(grown)} times what it was at first`,
          zh: `${look.epoch} 轮之后梯度是 ${brief(look.gradient)}，为开始时的 ${brief(grown)} 倍`,
        };
  if (!(across > MOST || grown > MOST)) return [];
  return [
    {
      code: 'exploding-gradient',
      severity: 'warning',
      ...(across > MOST && { where: sizes!.place }),
      says,
      advice: {
        en: 'begin with smaller weights (glorot() or he()), take a smaller learning rate (--learning-rate), or in code clipGlobalNorm(optimizer, { max: 1 }) of @nn/optim, or batchNorm() between the layers',
        zh: '用更小的初始权重（glorot() 或 he()），减小学习率（--learning-rate）；代码里可以用 @nn/optim 的 clipGlobalNorm(optimizer, { max: 1 })，或在层间加 batchNorm()',
      },
    },
  ];
}
