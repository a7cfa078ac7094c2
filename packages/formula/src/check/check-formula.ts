import { abs, add, mul, sum, uniform } from '../build.js';
import { gradients } from '../derivative.js';
import { evaluate } from '../evaluate.js';
import { checkGiven, checkList, checkRecord } from '../expected.js';
import type { Expr } from '../expr.js';
import type { Formula } from '../formula.js';
import { checkIsFormula } from '../formula.js';
import { type Given, toValues, type Values } from '../values.js';
import { compareSlopes, type GradientCheckOptions, type Segment } from './compare-slopes.js';
import { decisions } from './decisions.js';
import type { GradientCheck } from './gradient-check.js';

/** What is checked, and how exactly. */
export interface FormulaCheckOptions<Names extends string> extends GradientCheckOptions {
  /** By which inputs the derivatives are checked; by all of them unless given. An input that picks (the index of `gather`) has none. */
  readonly by?: readonly Names[];
}

/** A stream of random numbers that no formula is likely to use. */
const WEIGHTS = 0x7fff_0001;

/**
 * Checks the derivative of a formula against central differences: `checkFormula(f, { x: [[1, 2]], w: 3 }).passed`. It is derived, or stated by
 * `withAdjoint`; all is in double precision. Every element of every input (or of those in `by`) is moved in turn.
 *
 * Where f gives a matrix, it is checked as sum(r ⊙ f) with random r from 0.5 to 1.5, so that errors of single elements show and do not cancel.
 * Throws RangeError where `by` names no input or an option is out of range, ShapeError where the values do not fit.
 */
export function checkFormula<Names extends string>(
  f: Formula<Names>,
  values: Readonly<Record<NoInfer<Names>, Given>>,
  options: FormulaCheckOptions<NoInfer<Names>> = {},
): GradientCheck {
  checkIsFormula('checkFormula', f);
  checkRecord('checkFormula: values', values, '{ x: [[1, 2]], w: 3 }');
  const { by = f.names, ...counts } = checkGiven('checkFormula', options, '{ samples: 100 }');
  checkList('checkFormula: by', by, "a list of inputs such as ['x']");
  const unknown = by.find((name) => !f.names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `checkFormula: by: '${unknown}' is not an input of this formula; its inputs are ${f.names.join(', ')}`,
    );
  }
  const { numbers, segments, given } = layOut(by, values);
  const result = evaluate(f.expression, given);
  const terms =
    result.rows * result.cols === 1 ? f.expression : mul(add(uniform(WEIGHTS, f.expression), 0.5), f.expression);
  const root = sum(terms);
  const slopes = gradients(root, by);
  return compareSlopes(
    'checkFormula',
    {
      numbers,
      segments,
      analytic: by.flatMap((name) => Array.from(evaluate(slopes[name]!, given).data)),
      value: () => one(root, given),
      decisions: () => decisions(root, given),
      magnitude: one(sum(abs(terms)), given),
    },
    counts,
  );
}

const one = (root: Expr, given: Readonly<Record<string, Given>>): number => evaluate(root, given).data[0]!;

/** Copies of the inputs to check, one after the other in one list, and what the formula is given so that it sees that list. */
function layOut<Names extends string>(by: readonly Names[], values: Readonly<Record<Names, Given>>) {
  const segments: Segment[] = [];
  const parts: number[][] = [];
  let length = 0;
  for (const name of by) {
    const { rows, cols, data } = toValues(values[name], `checkFormula: ${name}`);
    segments.push({ name, offset: length, rows, cols });
    parts.push(Array.from(data));
    length += rows * cols;
  }
  const numbers = Float64Array.from(parts.flat());
  const given: Record<string, Given> = { ...values };
  for (const { name, offset, rows, cols } of segments) {
    given[name] = { rows, cols, data: numbers.subarray(offset, offset + rows * cols) } satisfies Values;
  }
  return { numbers, segments, given };
}
