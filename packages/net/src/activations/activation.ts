import { type Expr, type Formula, formula, substitute } from '@nn/formula';

/** A function from a layer's weighted sums to its outputs: a name for people, and the formula that is the function. */
export interface Activation {
  readonly name: string;
  readonly formula: Formula<'x'>;
}

/** An activation of one's own: `activation('cube', (x) => pow(x, 3))`. x is n x units, and so is the result. */
export const activation = (name: string, build: (x: Expr) => Expr): Activation => ({
  name,
  formula: formula(['x'], build),
});

/** The activation's formula with `x` in place of its input. */
export const applyActivation = ({ formula }: Activation, x: Expr): Expr => substitute(formula.expression, { x });
