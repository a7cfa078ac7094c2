import type { Values } from '../evaluate.js';
import { type Expr, inputNames, type Reduce, topological } from '../expr.js';
import { isElementwise } from '../rewrite.js';
import type { Shape } from '../shape.js';
import { factors } from './factors.js';
import { call, fraction, type Index, infix, type Notation, number, product, type Sign, symbol } from './notation.js';
import { decimal } from './symbol.js';
import { elementOf, notateValues, type Place } from './values.js';

/** What is known of the inputs: their numbers, if they are to stand in place, and then all sizes. */
interface Known {
  readonly values: Readonly<Record<string, Values>>;
  readonly digits: number;
  /** Present where every input has a value. */
  readonly shape?: ((node: Expr) => Shape) | undefined;
}

type Comparison = Notation & { readonly kind: 'infix' };
const compared = (left: Notation, sign: Sign, right: Notation): Comparison => ({ kind: 'infix', sign, left, right });

/** A sum of at most so many terms is written out, term by term. */
const WRITTEN_OUT = 6;
const COMPARISONS: Readonly<Record<string, Sign>> = { less: '<', lessOrEqual: '≤', equal: '=' };
const FLIPPED: Partial<Readonly<Record<Sign, Sign>>> = { '<': '>', '≤': '≥' };
const NEGATED: Partial<Readonly<Record<Sign, Sign>>> = { '<': '≥', '≤': '>', '>': '≤', '≥': '<', '=': '≠', '≠': '=' };
const WRAPPED = { sqrt: 'root', abs: 'absolute', exp: 'exponential' } as const;

/** How an expression is written. Its annotations, and what fits sizes, are taken out of it already. */
export function notate(root: Expr, known: Known): Notation {
  const matrices = topological([root]).some((node) => node.op === 'matmul' || node.op === 'transpose');
  const names = inputNames(root);
  const isNumber = (node: Expr): boolean => {
    const [rows, cols] = known.shape?.(node) ?? [0, 0];
    if (rows === 1 && cols === 1) return true;
    if (node.op === 'constant' || node.op === 'count') return true;
    if (node.op === 'sum' || node.op === 'mean' || node.op === 'max') return node.axis === 'all';
    return (isElementwise(node) || node.op === 'pow') && node.args.every(isNumber);
  };

  /** `element` is the place of which a written-out sum is speaking. */
  const write = (node: Expr, element?: Place): Notation => {
    const args = () => node.args.map((x) => write(x, element));
    switch (node.op) {
      case 'input': {
        const values = Object.hasOwn(known.values, node.name) ? known.values[node.name]! : undefined;
        if (!values) return symbol(node.name);
        return notateValues(element ? elementOf(values, element) : values, known.digits);
      }
      case 'constant':
        return number(decimal(node.value));
      case 'count':
        return countOf(node.like, indexOf(node.axis));
      case 'uniform':
        return symbol(`u_${node.stream}`);
      case 'pow':
        return { kind: 'power', base: args()[0]!, exponent: number(decimal(node.exponent)) };
      case 'transpose':
        return { kind: 'transpose', body: args()[0]! };
      case 'matmul': {
        const terms = dotProduct(node);
        if (terms) return terms;
        const [a, b] = args() as [Notation, Notation];
        const turned = (x: Notation, flag: boolean): Notation => (flag ? { kind: 'transpose', body: x } : x);
        return product(turned(a, node.transposeA), turned(b, node.transposeB), 'matrix');
      }
      case 'gather': {
        const [base, index] = args() as [Notation, Notation];
        return { kind: 'elements', base, ...(node.axis === 'columns' ? { column: index } : { row: index }) };
      }
      case 'scatterAdd':
        return call('scatter', args());
      case 'conform':
      case 'annotated':
        return args()[0]!;
      case 'sum':
      case 'mean':
      case 'max':
        return reduction(node);
      case 'select': {
        const [condition, yes, no] = node.args as readonly [Expr, Expr, Expr];
        const holds = comparison(condition, element) ?? compared(write(condition, element), '≠', number('0'));
        const otherwise: Notation = { ...holds, sign: NEGATED[holds.sign]! };
        return { kind: 'cases', yes: write(yes, element), condition: holds, no: write(no, element), otherwise };
      }
      case 'square':
        return { kind: 'power', base: args()[0]!, exponent: number('2') };
      case 'sqrt':
      case 'abs':
      case 'exp':
        return { kind: WRAPPED[node.op as keyof typeof WRAPPED], body: args()[0]! };
      case 'minimum':
        return call('min', args());
      case 'maximum':
        return call('max', args());
      case 'add':
      case 'sub': {
        const left = write(node.args[0]!, element);
        const { negative, body } = signed(node.args[1]!, element);
        return infix(left, (node.op === 'sub') === negative ? '+' : '-', body);
      }
      case 'neg':
      case 'mul':
      case 'div': {
        const { negative, body } = signed(node, element);
        return negative ? { kind: 'negative', body } : body;
      }
      case 'less':
      case 'lessOrEqual':
      case 'equal':
        return { kind: 'indicator', body: comparison(node, element)! };
      default:
        return call(node.op, args());
    }
  };

  /** A product or a quotient as one fraction, with its sign apart. */
  const signed = (node: Expr, element?: Place): { negative: boolean; body: Notation } => {
    const { top, bottom, above, below } = factors(node);
    const join = (constant: number, nodes: readonly Expr[]) => {
      const ordered = [...nodes.filter((x) => x.op === 'count'), ...nodes.filter((x) => x.op !== 'count')];
      const written = ordered.map((x) => ({
        notation: write(x, element),
        isMatrix: matrices && !element && !isNumber(x),
      }));
      if (Math.abs(constant) !== 1 || written.length === 0) {
        written.unshift({ notation: number(decimal(Math.abs(constant))), isMatrix: false });
      }
      return written.reduce((a, b) => ({
        notation: product(a.notation, b.notation, a.isMatrix && b.isMatrix ? 'elementwise' : 'plain'),
        isMatrix: a.isMatrix || b.isMatrix,
      })).notation;
    };
    const whole = below.length === 0 && Math.abs(bottom) === 1;
    const body = whole ? join(top, above) : fraction(join(top, above), join(bottom, below));
    return { negative: top * bottom < 0, body };
  };

  const comparison = (node: Expr, element?: Place): Comparison | undefined => {
    const sign = COMPARISONS[node.op];
    if (!sign) return undefined;
    const [a, b] = node.args as readonly [Expr, Expr];
    const [left, right] = [write(a, element), write(b, element)];
    // x > 0 reads better than 0 < x.
    return a.op === 'constant' ? compared(right, FLIPPED[sign] ?? sign, left) : compared(left, sign, right);
  };

  const countOf = (like: Expr, index: Index | undefined): Notation =>
    known.shape ? number(decimal(joined(known.shape(like), index))) : symbol(countName(names, index));

  const reduction = (node: Reduce): Notation => {
    const body = node.args[0];
    const index = indexOf(node.axis);
    if (node.op === 'max') return call('max', [write(body)], index);
    const terms = node.axis === 'all' ? eachElement(body) : undefined;
    const sum: Notation = terms ?? { kind: 'total', body: write(body), ...(index && { index }) };
    if (node.op === 'sum') return sum;
    const n = countOf(body, index);
    return terms ? fraction(terms, n) : product(fraction(number('1'), n), sum);
  };

  /** The terms of a sum of few numbers, if all that happens to them happens element by element. */
  const eachElement = (body: Expr): Notation | undefined => {
    const [rows, cols] = (known.shape?.(body) ?? [0, 0]) as readonly [number, number];
    if (rows * cols === 0 || rows * cols > WRITTEN_OUT || !isElementByElement(body)) return undefined;
    const places = Array.from({ length: rows * cols }, (_, k) => [Math.floor(k / cols), k % cols] as const);
    return places.map((place) => write(body, place)).reduce((a, b) => infix(a, '+', b));
  };

  /** The product of a row and a column: the sum of the products of their elements. */
  const dotProduct = (node: Expr & { op: 'matmul' }): Notation | undefined => {
    const [rows, cols] = known.shape?.(node) ?? [0, 0];
    if (rows !== 1 || cols !== 1 || !node.args.every(isElementByElement)) return undefined;
    const length = known.shape!(node.args[0])[node.transposeA ? 0 : 1] as number;
    if (length === 0 || length > WRITTEN_OUT) return undefined;
    const term = (k: number) =>
      product(
        write(node.args[0], node.transposeA ? [k, 0] : [0, k]),
        write(node.args[1], node.transposeB ? [0, k] : [k, 0]),
      );
    return Array.from({ length }, (_, k) => term(k)).reduce((a, b) => infix(a, '+', b));
  };

  return write(root);
}

const indexOf = (axis: Reduce['axis']): Index | undefined =>
  axis === 'all' ? undefined : axis === 'eachRow' ? 'j' : 'i';

const joined = ([rows, cols]: Shape, index: Index | undefined): number =>
  Number(index === 'i' ? rows : index === 'j' ? cols : Number(rows) * Number(cols));

/** The number of elements is called n, of rows n_i, of columns n_j, unless an input has that name. */
const countName = (names: readonly string[], index: Index | undefined): string =>
  ['n', 'N', 'count'].map((n) => (index ? `${n}_${index}` : n)).find((n) => !names.includes(n)) ?? '#';

const isElementByElement = (node: Expr): boolean =>
  node.op === 'input' ||
  node.op === 'constant' ||
  ((isElementwise(node) || node.op === 'pow' || node.op === 'conform') && node.args.every(isElementByElement));
