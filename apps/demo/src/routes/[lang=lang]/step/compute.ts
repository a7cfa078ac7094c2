import { zeros } from '@nn/matrix';
import { type Quantity, trace } from '@nn/net';
import type { Settings } from './settings.js';
import { setup } from './setup.js';
import { stepAfter, type Values } from './walk.js';

/** A quantity that the step computes. */
export type Computed = Quantity & Required<Pick<Quantity, 'formula'>>;

export interface Report {
  /** What the step computes, in the order in which it does. */
  readonly computed: readonly Computed[];
  /** What it begins with. */
  readonly given: readonly Quantity[];
  /** Every matrix by its name. */
  readonly values: Values;
  /** The loss before each step, that of the step which is shown last. */
  readonly losses: readonly number[];
}

const isComputed = (quantity: Quantity): quantity is Computed => quantity.formula !== undefined;

/** One training step, after as many others as are taken. */
export function compute(settings: Settings): Report {
  const { model, x, t, loss, optimizer, learningRate } = setup(settings);
  const first = trace(model, x, t, { loss, optimizer, learningRate });
  // Only its numbers are asked for: what it remembers stands in the trace.
  const state = optimizer.init(zeros(1, 1, { dtype: 'f64' }));
  const numbersOfStep = () => optimizer.scalars(state, { learningRate });
  numbersOfStep();

  let values: Values = first.values;
  const losses = [values.L!.data[0]!];
  for (let step = 0; step < settings.taken; step++) {
    values = stepAfter(first.quantities, values, numbersOfStep());
    losses.push(values.L!.data[0]!);
  }
  const quantities = first.quantities.map((quantity): Quantity => ({ ...quantity, value: values[quantity.name]! }));
  return {
    computed: quantities.filter(isComputed),
    given: quantities.filter((quantity) => !isComputed(quantity)),
    values,
    losses,
  };
}
