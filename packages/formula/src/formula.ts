import { input } from './build.js';
import { checkExpr } from './check-expr.js';
import { gradients } from './derivative.js';
import { evaluate } from './evaluate.js';
import { shown } from './expected.js';
import { type Expr, inputNames } from './expr.js';
import type { Given, Values } from './values.js';

/**
 * An expression with named inputs that can be called: `f({ y: 8, t: 10 })` computes it in double precision, on numbers
 * and matrices; a 1 x 1 result is given as a number.
 */
export interface Formula<Names extends string = string> {
  (given: Readonly<Record<Names, number>>): number;
  (given: Readonly<Record<Names, Given>>): number | Values;
  readonly names: readonly Names[];
  readonly expression: Expr;
}

/** Throws TypeError where it is no formula. */
export function checkIsFormula(who: string, f: Pick<Formula, 'expression'>): void {
  if (!f?.expression) throw new TypeError(`${who}: formula: expected a formula, got ${shown(f)}`);
}

function checkNames(who: string, names: readonly string[]): void {
  const fits = Array.isArray(names) && names.every((name) => typeof name === 'string');
  if (!fits) throw new TypeError(`${who}: names: expected a list of texts such as ['x'], got ${shown(names)}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new TypeError(`${who}: two inputs are called '${twice}'; expected names that differ`);
}

/** Makes a formula of an expression that is there already; `names` are its inputs, in the order to show them. */
export const fromExpression = <const Names extends string>(expression: Expr, names: readonly Names[]): Formula<Names> =>
  made('fromExpression', expression, names);

/** A formula for a function, whose name errors begin with. */
function made<Names extends string>(who: string, expression: Expr, names: readonly Names[]): Formula<Names> {
  checkExpr(`${who}: expression`, expression);
  checkNames(who, names);
  const unknown = inputNames(expression).filter((n) => !names.includes(n as Names));
  if (unknown.length > 0) {
    throw new TypeError(
      `${who}: the expression uses ${unknown.join(', ')}, which is not among its inputs ${names.join(', ')}`,
    );
  }
  const call = (given: Readonly<Record<Names, Given>>): number | Values => {
    const result = evaluate(expression, given);
    return result.rows === 1 && result.cols === 1 ? result.data[0]! : result;
  };
  return Object.assign(call, { names, expression }) as Formula<Names>;
}

/**
 * Writes a formula down: `formula(['y', 't'], (y, t) => mean(square(sub(y, t))))`. The inputs come in the order of
 * their names.
 */
export function formula<const Names extends readonly string[]>(
  names: Names,
  build: (...inputs: { [I in keyof Names]: Expr }) => Expr,
): Formula<Names[number]> {
  checkNames('formula', names);
  if (typeof build !== 'function') {
    throw new TypeError(`formula: build: expected a function such as (x) => square(x), got ${shown(build)}`);
  }
  const expression = build(...(names.map(input) as { [I in keyof Names]: Expr }));
  return made('formula', expression, names);
}

/**
 * The derivative of a formula with respect to one of its inputs, as a formula of the same inputs. Where the formula
 * gives a matrix, it is the derivative of the sum of its elements: for an elementwise formula, the slope at each place.
 */
export function derivative<Names extends string>(f: Formula<Names>, name: NoInfer<Names>): Formula<Names> {
  checkIsFormula('derivative', f);
  if (!f.names.includes(name)) {
    throw new RangeError(`derivative: name: expected one of the inputs ${f.names.join(', ')}, got ${shown(name)}`);
  }
  return fromExpression(gradients(f.expression, [name])[name]!, f.names);
}
