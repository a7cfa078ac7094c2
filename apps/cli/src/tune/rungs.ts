/** So many trials, each trained for so many epochs in all. */
export interface Rung {
  readonly trials: number;
  readonly epochs: number;
}

/** One trial of so many goes on, to so many times the epochs: the best choice of Li et al., about e. */
const ETA = 3;

/** Every trial gets the whole budget. */
export const randomSearch = (trials: number, budget: number): Rung[] => [{ trials, epochs: budget }];

/**
 * Successive halving: all trials at a small part of the budget, the best third of them at three times as many epochs, and so on, until few have all of
 * it. Jamieson and Talwalkar: Non-stochastic Best Arm Identification and Hyperparameter Optimization (2016); the factor of 3 is that of
 * Li et al.: Hyperband (2018).
 */
export function successiveHalving(trials: number, budget: number): Rung[] {
  const rungs: Rung[] = [];
  for (let part = 1; ; part *= ETA) {
    rungs.unshift({ trials: 0, epochs: Math.floor(budget / part) });
    if (trials / (part * ETA) < 1 || budget / (part * ETA) < 1) break;
  }
  return rungs.map(({ epochs }, i) => ({ trials: Math.floor(trials / ETA ** i), epochs }));
}
