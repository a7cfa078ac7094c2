import { type Expr, evaluate, formula } from '@nn/formula';
import { checkPair } from './check-pair.js';
import type { Metric } from './metric.js';

/** A metric that is a formula over outputs `y` and targets `t`, in double precision. */
export function byFormula<Name extends string>(name: Name, build: (y: Expr, t: Expr) => Expr): Metric<Name> {
  const { expression } = formula(['y', 't'], build);
  return {
    name,
    value: (output, target) => {
      checkPair(name, output, target);
      return evaluate(expression, { y: output, t: target }).data[0]!;
    },
  };
}
