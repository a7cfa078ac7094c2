import { checkMade, type Expr, input, substitute } from '@nn/formula';
import type { Optimizer } from '../optimizers/optimizer.js';
import { stepInPlace } from '../optimizers/step.js';
import { checkPositive } from '../schedules/schedule.js';

/** The optimizer with its gradient made smaller first; where it does so already, by this clip before its own. */
export function clipped(
  clip: 'clipValue' | 'clipGlobalNorm',
  optimizer: Optimizer,
  size: Readonly<Record<string, number>>,
  smaller: (gradient: Expr) => Expr,
): Optimizer {
  checkMade(`${clip}: optimizer`, optimizer, 'an optimizer such as adam()', typeof optimizer?.step === 'function');
  checkPositive(clip, size);
  const own = smaller(input('gradient'));
  // Of two clips of one kind the narrower decides.
  const narrowest = Math.min(...Object.values(size), Number(optimizer.settings[clip] ?? Number.POSITIVE_INFINITY));
  const made: Optimizer = {
    ...optimizer,
    settings: { ...optimizer.settings, [clip]: narrowest },
    gradient: optimizer.gradient ? substitute(optimizer.gradient, { gradient: own }) : own,
    step: (parameters, gradients, state, options = {}) => stepInPlace(made, parameters, gradients, state, options),
  };
  return made;
}
