import { checkExpr } from './check-expr.js';
import { elementwise, power } from './elementwise.js';
import { type Expr, topological } from './expr.js';
import { f64, type StorageLanes } from './lanes.js';
import { inferShapes, type Shape } from './shape.js';
import { type RandomPosition, streamKey, uniformAt } from './threefry.js';
import { at, type Given, toValues, type Values } from './values.js';

/** How single numbers are computed. */
type Numbers = StorageLanes<number, boolean>;

const fill = (rows: number, cols: number, at: (i: number, j: number) => number) => {
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j] = at(i, j);
  return { rows, cols, data };
};

const within = (k: number, size: number) => Number.isInteger(k) && k >= 0 && k < size;

/** The index that names no place. */
const NOTHING = -1;

/**
 * The sum of all elements, each row or each column, in doubles and rounded once. The order is that of every backend: column j of a row goes to
 * partial sum j mod 4, rows are added up from the first to the last.
 */
function sums(x: Values, [rows, cols]: readonly [number, number], lanes: Numbers): Values {
  // A sum of one number is 0 and that number: never -0.
  if (rows === x.rows && cols === x.cols) return fill(rows, cols, (i, j) => 0 + at(x, i, j));
  const alongRow = (i: number) => {
    const s = [0, 0, 0, 0];
    for (let j = 0; j < x.cols; j++) s[j % 4]! += at(x, i, j);
    return s[0]! + s[1]! + (s[2]! + s[3]!);
  };
  const downwards = (value: (i: number) => number) => {
    let total = 0;
    for (let i = 0; i < x.rows; i++) total += value(i);
    return total;
  };
  if (rows === x.rows) return fill(rows, cols, (i) => lanes.constant(alongRow(i)));
  if (cols === x.cols) return fill(rows, cols, (_, j) => lanes.constant(downwards((i) => at(x, i, j))));
  return fill(rows, cols, () => lanes.constant(downwards(alongRow)));
}

function compute(
  node: Expr,
  [rows, cols]: readonly [number, number],
  of: (e: Expr) => Values,
  size: (e: Expr) => readonly [number, number],
  context: Context,
): Values {
  const { lanes } = context;
  switch (node.op) {
    case 'input':
      return context.input(node.name);
    case 'constant':
      return fill(1, 1, () => lanes.constant(node.value));
    case 'count': {
      const [r, c] = size(node.like);
      return fill(1, 1, () => (node.axis === 'eachRow' ? c : node.axis === 'eachColumn' ? r : r * c));
    }
    case 'table':
      return stored({ ...node, data: node.values }, lanes);
    case 'uniform': {
      const key = streamKey(context.random, node.stream);
      return fill(rows, cols, (i, j) => uniformAt(key, i * cols + j));
    }
    case 'annotated':
      return of(node.args[0]);
    case 'pow': {
      const x = of(node.args[0]);
      return fill(rows, cols, (i, j) => power(lanes, at(x, i, j), node.exponent));
    }
    case 'transpose': {
      const x = of(node.args[0]);
      return fill(rows, cols, (i, j) => at(x, j, i));
    }
    case 'reshape':
    case 'reshapeLike':
      return { rows, cols, data: of(node.args[0]).data };
    case 'matmul': {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      const { transposeA, transposeB } = node;
      const inner = transposeA ? a.rows : a.cols;
      return fill(rows, cols, (i, j) => {
        let sum = 0;
        for (let k = 0; k < inner; k++) {
          const x = a.data[transposeA ? k * a.cols + i : i * a.cols + k]!;
          sum = lanes.add(sum, lanes.mul(x, b.data[transposeB ? j * b.cols + k : k * b.cols + j]!));
        }
        return sum;
      });
    }
    case 'sum':
      return sums(of(node.args[0]), [rows, cols], lanes);
    case 'mean': {
      const x = of(node.args[0]);
      const total = sums(x, [rows, cols], lanes);
      const n = lanes.constant((x.rows * x.cols) / (rows * cols));
      return fill(rows, cols, (i, j) => lanes.div(at(total, i, j), n));
    }
    case 'max': {
      const x = of(node.args[0]);
      const most = fill(rows, cols, () => -Infinity);
      for (let i = 0; i < x.rows; i++) {
        for (let j = 0; j < x.cols; j++) {
          const to = (rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j);
          most.data[to] = Math.max(most.data[to]!, at(x, i, j));
        }
      }
      return most;
    }
    case 'gather': {
      const [source, index] = [of(node.args[0]), of(node.args[1])];
      return fill(rows, cols, (i, j) => {
        const k = at(index, i, j);
        if (k === NOTHING) return 0;
        if (!within(k, node.axis === 'columns' ? source.cols : source.rows)) return Number.NaN;
        return node.axis === 'columns' ? at(source, i, k) : at(source, k, j);
      });
    }
    case 'scatterAdd': {
      const [values, index] = [of(node.args[0]), of(node.args[1])];
      const total = fill(rows, cols, () => 0);
      for (let i = 0; i < values.rows; i++) {
        for (let j = 0; j < values.cols; j++) {
          const k = at(index, i, j);
          if (!within(k, node.axis === 'columns' ? cols : rows)) continue;
          const to = node.axis === 'columns' ? i * cols + k : k * cols + j;
          total.data[to] = lanes.add(total.data[to]!, at(values, i, j));
        }
      }
      return total;
    }
    case 'conform': {
      // Where it is repeated along one side, what was summed along the other.
      const x = of(node.args[0]);
      const summed = [rows === 1 ? 1 : x.rows, cols === 1 ? 1 : x.cols] as const;
      const isSummed = summed[0] !== x.rows || summed[1] !== x.cols;
      const total = isSummed ? sums(x, summed, lanes) : x;
      return fill(rows, cols, (i, j) => at(total, i, j));
    }
    default: {
      const args = node.args.map(of);
      // One list for all elements: a list for each takes longer than what is computed of it.
      const operands = args.map(() => 0);
      return fill(rows, cols, (i, j) => {
        for (let k = 0; k < args.length; k++) operands[k] = at(args[k]!, i, j);
        return elementwise(lanes, node.op, operands);
      });
    }
  }
}

/** Values as these lanes have them: floats are at home in both. */
function stored({ rows, cols, data }: Values, lanes: Numbers): Values {
  return lanes === f64 || data instanceof Float32Array
    ? { rows, cols, data }
    : fill(rows, cols, (i, j) => lanes.constant(data[i * cols + j]!));
}

interface Context {
  readonly random: RandomPosition;
  readonly lanes: Numbers;
  input(name: string): Values;
}

/** How an expression is evaluated. */
export interface EvaluateOptions {
  /** Where the streams of random numbers stand; seed 0, step 0 unless given. */
  readonly random?: RandomPosition;
  /** The precision of every operation: `f64` unless given, or `f32`, which gives the bits that backends in single precision compute. */
  readonly lanes?: Numbers;
}

/** The value of every node that `roots` need, as simply as it can be computed. */
export function evaluateAll(
  roots: readonly Expr[],
  given: Readonly<Record<string, Given>>,
  { random = { seed: 0, step: 0 }, lanes = f64 }: EvaluateOptions = {},
): Map<Expr, Values> {
  for (const root of roots) checkExpr('evaluate: root', root);
  const inputs = Object.fromEntries(Object.entries(given).map(([name, x]) => [name, stored(toValues(x, name), lanes)]));
  const shapes = inferShapes(roots, Object.fromEntries(Object.entries(inputs).map(([n, v]) => [n, [v.rows, v.cols]])));
  // Inputs have numbers for sizes, so every node has.
  const size = (node: Expr) => shapes.get(node) as Shape as readonly [number, number];
  const results = new Map<Expr, Values>();
  const context: Context = { random, lanes, input: (name) => inputs[name]! };
  for (const node of topological(roots)) {
    results.set(
      node,
      compute(node, size(node), (e) => results.get(e)!, size, context),
    );
  }
  return results;
}

/** The value of one expression, in double precision unless told otherwise. Throws ShapeError where sizes do not fit or an input is missing. */
export const evaluate = (root: Expr, given: Readonly<Record<string, Given>>, options?: EvaluateOptions): Values =>
  evaluateAll([root], given, options).get(root)!;
