import { add, div, type Expr } from '@nn/formula';
import { activation } from './activation.js';
import { relu6Of } from './relu6.js';

/** 0 up to -3, 1 from 3 on, a straight line between. */
export const hardSigmoidOf = (x: Expr): Expr => div(relu6Of(add(x, 3)), 6);

/** f(x) = min(max(x + 3, 0), 6) / 6: a sigmoid of three straight lines, as PyTorch has it. Howard et al.: Searching for MobileNetV3 (2019). */
export const hardSigmoid = activation('hardSigmoid', hardSigmoidOf);
