import { type Expr, type Formula, formula, shown, substitute } from '@nn/formula';

/** A function from a layer's weighted sums to its outputs: a name for people, and the formula that is the function. */
export interface Activation {
  readonly name: string;
  readonly formula: Formula<'x'>;
}

/** An activation of one's own: `activation('cube', (x) => pow(x, 3))`. x is n x units, and so is the result. Throws TypeError where something is of another kind. */
export function activation(name: string, build: (x: Expr) => Expr): Activation {
  if (typeof name !== 'string') throw new TypeError(`activation: name: expected a text, got ${shown(name)}`);
  if (typeof build !== 'function') {
    throw new TypeError(`activation: build: expected a function such as (x) => pow(x, 3), got ${shown(build)}`);
  }
  return { name, formula: formula(['x'], build) };
}

/** The activation's formula with `x` in place of its input. */
export const applyActivation = ({ formula }: Activation, x: Expr): Expr => substitute(formula.expression, { x });
