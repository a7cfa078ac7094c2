import { type Formula, toValues } from '@nn/formula';
import { fromData, type Matrix, matrix } from '@nn/matrix';
import type { Quantity } from '@nn/net';

export type Values = Readonly<Record<string, Matrix>>;

/** A formula with the values of its own names. */
const computed = (formula: Formula, values: Values): Matrix => {
  const { rows, cols, data } = toValues(
    formula(Object.fromEntries(formula.names.map((name) => [name, values[name]!]))),
  );
  return fromData(rows, cols, Float64Array.from(data));
};

/**
 * All values of the step after: the same formulas, over what the step before has made of the parameters and of what the optimizer remembers, and over
 * the optimizer's new numbers.
 */
export function stepAfter(
  quantities: readonly Quantity[],
  before: Values,
  scalars: Readonly<Record<string, number>>,
): Values {
  const after: Record<string, Matrix> = {};
  for (const { name, role, formula } of quantities) {
    if (formula) after[name] = computed(formula, after);
    else if (role === 'parameter' || role === 'state') after[name] = before[`${name}'`]!;
    else after[name] = role === 'setting' ? matrix([[scalars[name]!]], { dtype: 'f64' }) : before[name]!;
  }
  return after;
}
