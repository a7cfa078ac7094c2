import { conform, constant, sum } from '../build.js';
import { evaluate, type Given, toValues, type Values } from '../evaluate.js';
import { type Expr, mapReferences, references, topological } from '../expr.js';
import type { Formula } from '../formula.js';
import { inferShapes, type Shape, shapesOf } from '../shape.js';
import { simplify } from '../simplify.js';
import { latexStyle } from './latex.js';
import { mathmlStyle } from './mathml.js';
import { notate } from './notate.js';
import { infix } from './notation.js';
import { render, type Style } from './render.js';
import { textStyle } from './text.js';
import { notateValues } from './values.js';

/** How an expression is printed. */
export interface PrintOptions<Names extends string = string> {
  /** Numbers to stand where the names stood. When no name is left, the result follows: `1 × 2 + 2 × 3 = 8`. */
  readonly values?: { readonly [N in Names]?: Given } | undefined;
  /** Significant digits of `values` and of the result (6). The constants of a formula are printed in full. */
  readonly digits?: number | undefined;
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

function print(where: string, f: Formula | Expr, { values = {}, digits = 6 }: PrintOptions, style: Style): string {
  const expression = typeof f === 'function' ? f.expression : f;
  const given = Object.entries(values).filter((entry): entry is [string, Given] => entry[1] !== undefined);
  if (typeof f === 'function') checkNames(where, f.names, given);
  const numbers: Record<string, Values> = Object.fromEntries(given.map(([name, x]) => [name, toValues(x, name)]));

  const complete = neededNames(expression).every((name) => Object.hasOwn(numbers, name));
  const inputs = Object.fromEntries(Object.entries(numbers).map(([name, v]) => [name, [v.rows, v.cols] as const]));
  const simple = bare(expression, complete ? inputs : undefined);
  checkSize(where, simple);

  const known = { values: numbers, digits, shape: complete ? shapesOf([simple], inputs) : undefined };
  const left = notate(simple, known);
  if (!complete || Object.keys(numbers).length === 0) return render(left, style);
  const right = notateValues(evaluate(expression, numbers), digits);
  const [written, result] = [render(left, style), render(right, style)];
  return written === result ? written : render(infix(left, '=', right), style);
}

/** The expression without what only states derivatives or fits sizes, simplified again. */
function bare(root: Expr, inputs: Readonly<Record<string, Shape>> | undefined): Expr {
  const shapes = inputs && inferShapes([root], inputs);
  const shape = (node: Expr) => shapes!.get(node) as readonly [number, number];
  const done = new Map<Expr, Expr>();
  for (const node of topological([root])) {
    const copy = mapReferences(
      node,
      (n) => done.get(n) ?? n,
      (n) => n,
    );
    done.set(node, (shapes && sized(node, copy, shape)) ?? (isFitting(copy) ? copy.args[0]! : copy));
  }
  return simplify(done.get(root)!);
}

const isFitting = (node: Expr) => node.op === 'conform' || node.op === 'annotated';

/** With sizes known: a sum of one element is that element, a count of one is 1, and `conform` may have to add. */
function sized(node: Expr, copy: Expr, shape: (node: Expr) => readonly [number, number]): Expr | undefined {
  if (node.op === 'count') {
    const [rows, cols] = shape(node.like);
    return (node.axis === 'all' ? rows * cols : node.axis === 'eachRow' ? cols : rows) === 1 ? constant(1) : undefined;
  }
  if (node.op !== 'conform' && node.op !== 'sum' && node.op !== 'mean' && node.op !== 'max') return undefined;
  const [rows, cols] = shape(node.args[0]);
  const [toRows, toCols] = shape(node);
  const x = copy.args[0]!;
  if (rows === toRows && cols === toCols) return x;
  const [addRows, addCols] = [toRows < rows, toCols < cols];
  const axis = toRows === 1 && toCols === 1 ? 'all' : addRows ? 'eachColumn' : 'eachRow';
  if (node.op !== 'conform') return { op: node.op, axis, args: [x] };
  // A repetition stays, so that the sizes around it are right; it is printed as what is repeated.
  const added = addRows || addCols ? sum(x, axis) : x;
  return toRows > rows || toCols > cols ? conform(added, node.like) : added;
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

function checkSize(where: string, root: Expr): void {
  const sizes = new Map<Expr, number>();
  for (const node of topological([root])) {
    sizes.set(
      node,
      node.args.reduce((total, arg) => total + sizes.get(arg)!, 1),
    );
  }
  const size = sizes.get(root)!;
  if (size > LARGEST) {
    throw new RangeError(
      `${where}: the expression would print ${size} operations and names, more than ${LARGEST}; print its parts`,
    );
  }
}
