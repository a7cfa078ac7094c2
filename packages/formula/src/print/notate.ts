import { type Expr, inputNames, type Matmul, type Reduce, topological } from '../expr.js';
import { isElementwise } from '../rewrite.js';
import type { Values } from '../values.js';
import { type Elements, WRITTEN_OUT } from './element.js';
import { factors } from './factors.js';
import { call, fraction, type Index, infix, type Notation, number, product, type Sign, symbol } from './notation.js';
import { decimal } from './symbol.js';
import { notateValues, type Size } from './values.js';

/** What is known of the inputs: their numbers, if they are to stand in place, and then all sizes. */
interface Known {
  readonly values: Readonly<Record<string, Values>>;
  readonly digits: number;
  /** Present where every input has a value. */
  readonly elements?: Elements | undefined;
}

type Comparison = Notation & { readonly kind: 'infix' };
const compared = (left: Notation, sign: Sign, right: Notation): Comparison => ({ kind: 'infix', sign, left, right });

const COMPARISONS: Readonly<Record<string, Sign>> = { less: '<', lessOrEqual: '≤', equal: '=' };
const FLIPPED: Partial<Readonly<Record<Sign, Sign>>> = { '<': '>', '≤': '≥' };
const NEGATED: Partial<Readonly<Record<Sign, Sign>>> = { '<': '≥', '≤': '>', '>': '≤', '≥': '<', '=': '≠', '≠': '=' };
const WRAPPED = { sqrt: 'root', abs: 'absolute', exp: 'exponential' } as const;

/** A number so small that only its power of two says what it is, as 2^-126, the smallest of single precision: 17 digits would not. */
const TINY = 2 ** -40;

/** A number of the expression. */
function constantOf(value: number): Notation {
  const exponent = Math.log2(value);
  if (!(value > 0 && value <= TINY && Number.isInteger(exponent))) return number(decimal(value));
  return { kind: 'power', base: number('2'), exponent: number(decimal(exponent)) };
}

/** How an expression is written. Its annotations, and what fits sizes, are taken out of it already. */
export function notate(root: Expr, known: Known): Notation {
  const { elements } = known;
  const names = inputNames(root);
  const given = (name: string) => (Object.hasOwn(known.values, name) ? known.values[name] : undefined);
  const isOne = (x: Values | undefined) => x?.rows === 1 && x.cols === 1;
  /** Whether it is about matrices: without any, `x y` is simply a product. */
  const matrices =
    topological([root]).some((node) => node.op === 'matmul' || node.op === 'transpose') ||
    Object.values(known.values).some((x) => !isOne(x));
  const isNumber = (node: Expr): boolean => {
    if (isElementwise(node) || node.op === 'pow') return node.args.every(isNumber);
    if (node.op === 'constant' || node.op === 'count' || elements?.written.has(node)) return true;
    if ('axis' in node && node.axis === 'all') return true;
    if (elements) return elements.size(node).every((size) => size === 1);
    return node.op === 'input' && isOne(given(node.name));
  };

  const write = (node: Expr): Notation => {
    const args = () => node.args.map(write);
    switch (node.op) {
      case 'input': {
        const element = elements?.written.get(node);
        if (element) return element;
        const values = given(node.name);
        return values ? notateValues(values, known.digits) : symbol(node.name);
      }
      case 'constant':
        return constantOf(node.value);
      case 'table':
        return notateValues({ ...node, data: node.values }, known.digits);
      case 'count':
        return countOf(node.like, indexOf(node.axis));
      case 'uniform':
        return symbol(`u_${node.stream}`);
      case 'pow':
        return { kind: 'power', base: args()[0]!, exponent: number(decimal(node.exponent)) };
      case 'transpose':
        return { kind: 'transpose', body: args()[0]! };
      case 'reshape':
        return call('reshape', [args()[0]!, number(decimal(node.cols))]);
      case 'reshapeLike':
        return args()[0]!;
      case 'matmul': {
        if (isWrittenOut(node)) return writeOut(node);
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
        const holds = comparison(condition) ?? compared(write(condition), '≠', number('0'));
        const otherwise: Notation = { ...holds, sign: NEGATED[holds.sign]! };
        return { kind: 'cases', yes: write(yes), condition: holds, no: write(no), otherwise };
      }
      case 'square':
        return { kind: 'power', base: args()[0]!, exponent: number('2') };
      case 'sqrt':
      case 'abs':
      case 'exp':
        return { kind: WRAPPED[node.op as keyof typeof WRAPPED], body: args()[0]! };
      case 'minimum':
        return call('min', operands(node).map(write));
      case 'maximum':
        return call('max', operands(node).map(write));
      case 'add':
      case 'sub': {
        const left = write(node.args[0]!);
        const { negative, body } = signed(node.args[1]!);
        return infix(left, (node.op === 'sub') === negative ? '+' : '-', body);
      }
      case 'neg':
      case 'mul':
      case 'div': {
        const { negative, body } = signed(node);
        return negative ? { kind: 'negative', body } : body;
      }
      case 'less':
      case 'lessOrEqual':
      case 'equal':
        return { kind: 'indicator', body: comparison(node)! };
      default:
        return call(node.op, args());
    }
  };

  /** A product or a quotient as one fraction, with its sign apart. */
  const signed = (node: Expr): { negative: boolean; body: Notation } => {
    const { top, bottom, above, below } = factors(node);
    const join = (constant: number, nodes: readonly Expr[]) => {
      const ordered = [...nodes.filter((x) => x.op === 'count'), ...nodes.filter((x) => x.op !== 'count')];
      const written = ordered.map((x) => ({ notation: write(x), isMatrix: matrices && !isNumber(x) }));
      if (Math.abs(constant) !== 1 || written.length === 0) {
        written.unshift({ notation: constantOf(Math.abs(constant)), isMatrix: false });
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

  const comparison = (node: Expr): Comparison | undefined => {
    const sign = COMPARISONS[node.op];
    if (!sign) return undefined;
    const [a, b] = node.args as readonly [Expr, Expr];
    const [left, right] = [write(a), write(b)];
    // x > 0 reads better than 0 < x.
    return a.op === 'constant' ? compared(right, FLIPPED[sign] ?? sign, left) : compared(left, sign, right);
  };

  const countOf = (like: Expr, index: Index | undefined): Notation =>
    elements ? number(decimal(joined(elements.size(like), index))) : symbol(countName(names, index));

  const reduction = (node: Reduce): Notation => {
    const body = node.args[0];
    const index = indexOf(node.axis);
    if (node.op === 'max') return call('max', [write(body)], index);
    if (node.axis === 'all' && isWrittenOut(node)) return writeOut(node);
    const sum: Notation = { kind: 'total', body: write(body), ...(index && { index }) };
    return node.op === 'sum' ? sum : product(fraction(number('1'), countOf(body, index)), sum);
  };

  /** A number that is a sum of few terms, if all that happens to what it sums happens element by element. */
  const isWrittenOut = (node: Matmul | Reduce): boolean => {
    if (!elements || !isNumber(node) || !node.args.every(isElementByElement)) return false;
    const [rows, cols] = elements.size(node.args[0]);
    const terms = node.op === 'matmul' ? (node.transposeA ? rows : cols) : rows * cols;
    return terms > 0 && terms <= WRITTEN_OUT;
  };
  const writeOut = (node: Expr): Notation => write(elements!.at(node, [0, 0]));

  return write(root);
}

/** Of a and b, or of all three in max(max(a, b), c). */
const operands = (node: Expr): readonly Expr[] => node.args.flatMap((x) => (x.op === node.op ? operands(x) : [x]));

const indexOf = (axis: Reduce['axis']): Index | undefined =>
  axis === 'all' ? undefined : axis === 'eachRow' ? 'j' : 'i';

const joined = ([rows, cols]: Size, index: Index | undefined): number =>
  index === 'i' ? rows : index === 'j' ? cols : rows * cols;

/** The number of elements is called n, of rows n_i, of columns n_j, unless an input has that name. */
const countName = (names: readonly string[], index: Index | undefined): string =>
  ['n', 'N', 'count'].map((n) => (index ? `${n}_${index}` : n)).find((n) => !names.includes(n)) ?? '#';

const isElementByElement = (node: Expr): boolean =>
  node.op === 'input' ||
  node.op === 'constant' ||
  ((isElementwise(node) || node.op === 'pow' || node.op === 'conform') && node.args.every(isElementByElement));
