import {
  checkOption,
  checkRecord,
  type Expr,
  evaluateAll,
  type Given,
  gradients,
  inferShapes,
  toValues,
} from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { allFinite } from '../vector.js';
import type { Parameters } from './parameters.js';

/** What a place says to a descent: which way is up. */
export interface Upward {
  readonly gradient: Matrix;
  readonly loss?: number;
}

/** And how high it is. */
export interface Place extends Upward {
  readonly loss: number;
}

/** The place at a vector, by these data; undefined where there is none to go on from. */
export type Slope<Data, Here extends Upward = Place> = (w: Matrix, data: Data) => Here | undefined;

/** Inputs of a formula that do not move. */
export type Inputs = Readonly<Record<string, Given>>;

/**
 * The loss and the gradient of an expression, both from the expression; there is no place where they or the vector are not finite. `fixed`
 * are inputs that every place shares.
 */
export function slopeOf(expression: Expr, { names, inputs, vector }: Parameters, fixed: Inputs): Slope<Inputs> {
  const by = gradients(expression, names);
  const roots = [expression, ...names.map((name) => by[name]!)];
  return (w, data) => {
    const values = evaluateAll(roots, { ...fixed, ...data, ...inputs(w) });
    const loss = values.get(expression)!.data[0]!;
    const gradient = vector(Object.fromEntries(names.map((name) => [name, values.get(by[name]!)!])));
    return Number.isFinite(loss) && allFinite(gradient) && allFinite(w) ? { loss, gradient } : undefined;
  };
}

/** Gives inputs back. Throws TypeError where they are no record. */
export const checkInputs = (what: string, inputs: Readonly<Partial<Record<string, Given>>>): Inputs =>
  checkRecord(what, inputs, '{ x: [[1], [2]] }') as Inputs;

/** Throws TypeError unless it is a formula. */
export function checkFormula(who: string, argument: string, formula: { readonly expression: Expr }): void {
  checkOption(
    `${who}: ${argument}`,
    formula,
    "a formula such as formula(['w'], square)",
    Boolean(formula?.expression),
    'none',
  );
}

/** Throws RangeError unless the expression gives one number. */
export function checkNumber(who: string, argument: string, expression: Expr, given: Inputs): void {
  const sizes = Object.entries(given).map(([name, x]) => {
    const { rows, cols } = toValues(x, `${who}: ${name}`);
    return [name, [rows, cols]] as const;
  });
  const [rows, cols] = inferShapes([expression], Object.fromEntries(sizes)).get(expression)!;
  if (rows === 1 && cols === 1) return;
  throw new RangeError(
    `${who}: ${argument}: expected a formula that gives one number, got ${rows} x ${cols}; its mean or its sum is one`,
  );
}

/** Throws RangeError where there is no place to begin at: for what is given, if that is not finite, or else for the start. */
export function checkPlace(who: string, place: Place | undefined, given: Inputs): asserts place is Place {
  if (place) return;
  for (const [name, x] of Object.entries(given)) {
    const bad = Array.from(toValues(x).data).find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw new RangeError(`${who}: ${name}: expected finite numbers, got ${bad}`);
  }
  throw new RangeError(
    `${who}: start: expected a place where the loss and its gradient are finite, got one where they are not`,
  );
}
