import { evaluate } from '../evaluate.js';
import { checkOption, shown as show } from '../expected.js';
import { type Expr, references, topological } from '../expr.js';
import type { Formula } from '../formula.js';
import { shapesOf } from '../shape.js';
import { type Given, toValues, type Values } from '../values.js';
import { bare } from './bare.js';
import { type Elements, elements } from './element.js';
import { latexStyle } from './latex.js';
import { mathmlStyle } from './mathml.js';
import { notate } from './notate.js';
import { infix, number } from './notation.js';
import { render, type Style } from './render.js';
import { decimal } from './symbol.js';
import { textStyle } from './text.js';
import { notateValues, numberAt, type Place } from './values.js';

/** How an expression is printed. */
export interface PrintOptions<Names extends string = string> {
  /** Numbers to stand where the names stood. When no name is left, the result follows: `1 × 2 + 2 × 3 = 8`. */
  readonly values?: { readonly [N in Names]?: Given } | undefined;
  /** Significant digits of `values` and of the result (6). The constants of a formula are printed in full. */
  readonly digits?: number | undefined;
  /**
   * The element of the result, by row and column from 0, whose coming about is printed, in place of the whole matrix:
   * `1 × 0.2 + 0.5 × 0.4 + 0.1 = 0.5`. Every sum on the way is written out, a long one as its first terms, `…` and its last;
   * where the whole would be too large to read, sums deep inside stand as numbers. An element is only printed with numbers
   * in place: RangeError where `values` lacks an input, or where the element is outside the result.
   */
  readonly element?: readonly [row: number, column: number] | undefined;
}

/**
 * A formula or an expression as one line of text: `2 (y - t) / n`. Names stand as they are; `×` multiplies numbers, `⊙` matrices
 * element by element, a product of matrices is `x W`, and `Σ` adds all elements (`Σ_i` all rows, `Σ_j` all columns).
 * What only repeats a matrix to fit another is left out. Throws RangeError where the expression is too large to read.
 */
export const text = <Names extends string>(
  f: Formula<Names> | Expr,
  options: PrintOptions<NoInfer<Names>> = {},
): string => print('text', f, options, textStyle);

/** A formula or an expression as LaTeX, to stand in math mode; otherwise as `text`. */
export const latex = <Names extends string>(
  f: Formula<Names> | Expr,
  options: PrintOptions<NoInfer<Names>> = {},
): string => print('latex', f, options, latexStyle);

/** A formula or an expression as a `<math>` element of MathML Core; otherwise as `text`. */
export const mathml = <Names extends string>(
  f: Formula<Names> | Expr,
  options: PrintOptions<NoInfer<Names>> = {},
): string =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>${print('mathml', f, options, mathmlStyle)}</mrow></math>`;

/** More than anybody reads; an expression that shares its parts could otherwise print without end. */
const LARGEST = 2000;

function print(where: string, f: Formula | Expr, options: PrintOptions, style: Style): string {
  const { values = {}, digits = 6, element } = options;
  const expression = typeof f === 'function' ? f.expression : f;
  if (typeof expression?.op !== 'string') {
    throw new TypeError(`${where}: expected a formula or an expression, got ${show(f)}`);
  }
  checkOption(
    `${where}: digits`,
    digits,
    'a whole number from 1 to 100',
    Number.isInteger(digits) && digits >= 1 && digits <= 100,
  );
  const given = Object.entries(values).filter((entry): entry is [string, Given] => entry[1] !== undefined);
  if (typeof f === 'function') checkNames(where, f.names, given);
  const numbers: Record<string, Values> = Object.fromEntries(given.map(([name, x]) => [name, toValues(x, name)]));

  const needed = neededNames(expression);
  const complete = needed.every((name) => Object.hasOwn(numbers, name));
  if (element && !complete) {
    const got = given.map(([name]) => name).join(', ') || 'none';
    throw new RangeError(`${where}: an element stands in numbers: expected values of ${needed.join(', ')}, got ${got}`);
  }
  const inputs = Object.fromEntries(Object.entries(numbers).map(([name, v]) => [name, [v.rows, v.cols] as const]));
  const simple = bare(expression, complete ? inputs : undefined);
  checkSize(where, simple);
  if (!complete) return render(notate(simple, { values: numbers, digits }), style);

  const parts = elements(simple, { values: numbers, shape: shapesOf([simple], inputs), digits });
  const known = { values: numbers, digits, elements: parts };
  if (given.length === 0 && !element) return render(notate(simple, known), style);
  const result = evaluate(expression, numbers);
  if (element) checkPlace(where, element, result);
  const shown = element ? readable(parts, simple, element) : simple;
  checkSize(where, shown);
  const left = notate(shown, known);
  const right = element ? number(decimal(numberAt(result, element), digits)) : notateValues(result, digits);
  const [written, equals] = [render(left, style), render(right, style)];
  return written === equals ? written : render(infix(left, '=', right), style);
}

/** The inputs that the value or a size depends on. */
const neededNames = (root: Expr): string[] =>
  topological([root], (n) => (n.op === 'annotated' ? n.args : references(n))).flatMap((n) =>
    n.op === 'input' ? [n.name] : [],
  );

function checkNames(where: string, names: readonly string[], given: readonly [string, Given][]): void {
  const unknown = given.map(([name]) => name).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new RangeError(`${where}: values has ${unknown.join(', ')}, but the inputs are ${names.join(', ')}`);
}

function checkPlace(where: string, element: Place, { rows, cols }: Values): void {
  const inside = (k: number, size: number) => Number.isInteger(k) && k >= 0 && k < size;
  if (inside(element[0], rows) && inside(element[1], cols)) return;
  throw new RangeError(
    `${where}: the result is ${rows} x ${cols}: expected an element [row, column] of it, counted from 0, got [${element.join(', ')}]`,
  );
}

/** The element with every sum on the way to it written out; where that is too large, with the sums inside those as numbers. */
function readable({ at }: Elements, root: Expr, element: Place): Expr {
  const depths = [Number.POSITIVE_INFINITY, 3, 2];
  return at(root, element, depths.find((depth) => printedSize(at(root, element, depth)) <= LARGEST) ?? 1);
}

function checkSize(where: string, root: Expr): void {
  const size = printedSize(root);
  if (size <= LARGEST) return;
  throw new RangeError(
    `${where}: the expression would print ${size} operations and names, more than ${LARGEST}; print its parts`,
  );
}

/** How many operations and names are printed: each part as often as it is used. */
function printedSize(root: Expr): number {
  const sizes = new Map<Expr, number>();
  for (const node of topological([root])) {
    sizes.set(
      node,
      node.args.reduce((total, arg) => total + sizes.get(arg)!, 1),
    );
  }
  return sizes.get(root)!;
}
