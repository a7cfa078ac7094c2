import type { Descent } from '@nn/optim';

/** The three descents, in the order in which they are named. */
export const descents = ['batch', 'stochastic', 'miniBatch'] as const satisfies readonly Descent[];

/** Something for each of them. */
export const each = <Value>(of: (descent: Descent) => Value): Readonly<Record<Descent, Value>> =>
  Object.fromEntries(descents.map((name) => [name, of(name)])) as Record<Descent, Value>;
