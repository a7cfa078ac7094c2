import { softplus as softplusOf } from '@nn/formula';
import { activation } from './activation.js';

/** f(x) = log(1 + eˣ), above 0; its slope is the sigmoid. Dugas et al.: Incorporating Second-Order Functional Knowledge (2001). */
export const softplus = activation('softplus', softplusOf);
