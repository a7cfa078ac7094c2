import { add, count, div, input, maximum, mul } from '../build.js';
import { evaluateAll } from '../evaluate.js';
import { type Expr, topological } from '../expr.js';
import type { Shape } from '../shape.js';
import type { Values } from '../values.js';
import { type Notation, number, symbol } from './notation.js';
import { decimal } from './symbol.js';
import { termsAt } from './terms.js';
import { numberAt, type Place, type Size, shown } from './values.js';

/** A sum of at most so many terms is written out; of a longer one the first three terms, dots and the last one. */
export const WRITTEN_OUT = 6;

/** Any element of an expression, as an expression of numbers. */
export interface Elements {
  /** The size of any node. */
  size(node: Expr): Size;
  /**
   * What the element at a place is computed from: products, sums and all else, down to single numbers. Of sums inside sums so
   * many are written out (`depth`; all by default), what is deeper stands as the number that it gives.
   */
  at(node: Expr, place: Place, depth?: number): Expr;
  /** How the inputs of such expressions are written: each is a number, or the dots in a long sum. */
  readonly written: ReadonlyMap<Expr, Notation>;
}

/** What has to be known for that: the value of every input, the size of every node. */
interface Sized {
  readonly values: Readonly<Record<string, Values>>;
  readonly shape: (node: Expr) => Shape;
  readonly digits: number;
}

/** The elements of `root`, and of all that it is computed from. */
export function elements(root: Expr, { values, shape, digits }: Sized): Elements {
  const written = new Map<Expr, Notation>();
  const leaf = (notation: Notation): Expr => {
    const node = input('element');
    written.set(node, notation);
    return node;
  };
  const dots = leaf(symbol('…'));
  const size = (node: Expr) => shape(node) as Size;

  let evaluated: Map<Expr, Values> | undefined;
  const valuesOf = (node: Expr): Values => {
    if (node.op === 'input') return values[node.name]!;
    evaluated ??= evaluateAll([root], values);
    return evaluated.get(node)!;
  };
  /** The element as nothing but its number. */
  const numeral = (node: Expr, place: Place): Expr => leaf(number(decimal(numberAt(valuesOf(node), place), digits)));

  // Shared parts stay shared, so that it costs little to see that an expression is too large.
  const done = new Map(topological([root]).map((node) => [node, new Map<string, Expr>()]));
  const at = (node: Expr, [i, j]: Place, depth = Number.POSITIVE_INFINITY): Expr => {
    const [rows, cols] = size(node);
    // A size of 1 is repeated.
    const place = [rows === 1 ? 0 : i, cols === 1 ? 0 : j] as const;
    const key = `${place},${depth}`;
    const element = done.get(node)!.get(key) ?? joined(node, place, depth) ?? single(node, place, depth);
    done.get(node)!.set(key, element);
    return element;
  };

  /** An element that is a sum, or the largest of many. */
  const joined = (node: Expr, place: Place, depth: number): Expr | undefined => {
    const terms = termsAt(node, place, size, valuesOf);
    if (!terms) return undefined;
    if (terms.n === 0 || depth === 0) return numeral(node, place);
    const term = (k: number) =>
      terms
        .factors(k)
        .map(([x, p]) => at(x, p, depth - 1))
        .reduce(mul);
    const total = shown(terms.n, WRITTEN_OUT)
      .map((k) => (k === undefined ? dots : term(k)))
      .reduce(node.op === 'max' ? maximum : add);
    return node.op === 'mean' ? div(total, count(node.args[0], node.axis)) : total;
  };

  /** An element that comes from one element of each argument. */
  const single = (node: Expr, [i, j]: Place, depth: number): Expr => {
    switch (node.op) {
      case 'constant':
      case 'count':
        return node;
      case 'input':
      case 'table':
      case 'uniform':
        return numeral(node, [i, j]);
      case 'annotated':
      case 'conform':
        return at(node.args[0], [i, j], depth);
      case 'transpose':
        return at(node.args[0], [j, i], depth);
      case 'reshape':
      case 'reshapeLike': {
        const place = i * size(node)[1] + j;
        const cols = size(node.args[0])[1];
        return at(node.args[0], [Math.floor(place / cols), place % cols], depth);
      }
      case 'gather': {
        const [source, index] = node.args;
        const k = numberAt(valuesOf(index), [i, j]);
        const columns = node.axis === 'columns';
        const inside = Number.isInteger(k) && k >= 0 && k < size(source)[columns ? 1 : 0];
        return inside ? at(source, columns ? [i, k] : [k, j], depth) : numeral(node, [i, j]);
      }
      default:
        return { ...node, args: node.args.map((x) => at(x, [i, j], depth)) } as Expr;
    }
  };

  return { size, at, written };
}
