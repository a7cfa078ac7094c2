import type { Diagnosis } from '../diagnosis.js';
import { brief } from '../words.js';
import { gradientSizes } from './gradient-sizes.js';
import type { Look } from './look.js';

/** Initializers are made so that errors keep their size (a factor of about 1 a layer); sigmoid takes three quarters or more in each. */
const LEAST = 1e-3;

/** An error that is all but lost on its way from the last layer to the first. Glorot and Bengio (2010), section 4. */
export function vanishingGradient(look: Look): Diagnosis[] {
  const sizes = gradientSizes(look);
  if (!sizes || !(sizes.first > 0 && sizes.first < LEAST * sizes.last)) return [];
  return [
    {
      code: 'vanishing-gradient',
      severity: 'warning',
      where: sizes.place,
      says: {
        en: `the error that comes back here is ${brief(sizes.first / sizes.last)} times that of the last of ${sizes.between} layers: the first layers hardly learn`,
        zh: `传回到这里的误差只有 ${sizes.between} 层中最后一层的 ${brief(sizes.first / sizes.last)} 倍：前面的层几乎学不到东西`,
      },
      advice: {
        en: 'take relu or gelu instead of sigmoid or tanh (--activation relu) with init: he(), fewer layers (--hidden), or in code batchNorm() between them and residual([…]) around them',
        zh: '用 relu 或 gelu 代替 sigmoid 或 tanh（--activation relu），配 init: he()，减少层数（--hidden）；代码里还可以在层间加 batchNorm()，在层外套 residual([…])',
      },
    },
  ];
}
