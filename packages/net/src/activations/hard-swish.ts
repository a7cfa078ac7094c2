import { mul } from '@nn/formula';
import { activation } from './activation.js';
import { hardSigmoidOf } from './hard-sigmoid.js';

/** f(x) = x min(max(x + 3, 0), 6) / 6: `silu` with straight lines for the sigmoid. Howard et al.: Searching for MobileNetV3 (2019), section 5.2. */
export const hardSwish = activation('hardSwish', (x) => mul(x, hardSigmoidOf(x)));
