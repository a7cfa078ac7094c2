import { add, div, type Formula, formula, mul, square, sub } from '@nn/formula';
import {
  constant,
  exponentialDecay,
  inverseTimeDecay,
  type Minimization,
  minimize,
  type Schedule,
  sgd,
  stepDecay,
} from '@nn/optim';
import type { Settings } from './settings.js';

/** The losses to go down, of one weight. */
export const losses: Readonly<Record<Settings['curve'], Formula<'w'>>> = {
  bowl: formula(['w'], (w) => mul(0.5, square(w))),
  // Two wells, the left one deeper.
  wells: formula(['w'], (w) => add(mul(0.05, square(sub(square(w), 4))), mul(0.25, w))),
  // Steep in the middle, and flat further out.
  flat: formula(['w'], (w) => div(mul(2, square(w)), add(1, square(w)))),
};

function schedule({ rate, decay, strength }: Settings): Schedule {
  switch (decay) {
    case 'inverse':
      return inverseTimeDecay(rate, { decay: strength, per: 'step' });
    case 'exponential':
      return exponentialDecay(rate, { decay: strength, per: 'step' });
    case 'halved':
      return stepDecay(rate, { every: 5, factor: 0.5, per: 'step' });
    default:
      return constant(rate);
  }
}

/** The whole descent, and what became of it. */
export const compute = (settings: Settings): Minimization<number> =>
  minimize(losses[settings.curve], settings.start, {
    optimizer: sgd({ momentum: settings.momentum }),
    learningRate: schedule(settings),
    steps: settings.steps,
  });
