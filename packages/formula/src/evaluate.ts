import { elementwise, power } from './elementwise.js';
import { type Expr, topological } from './expr.js';
import { f64 } from './lanes.js';
import { inferShapes, type Shape } from './shape.js';
import { type RandomPosition, streamKey, uniformAt } from './threefry.js';

/** A matrix as evaluation sees it: `data[i * cols + j]`. Every `Matrix` of @nn/matrix is one. */
export interface Values {
  readonly rows: number;
  readonly cols: number;
  readonly data: ArrayLike<number>;
}

/** What an input may be given as: a number, rows of numbers, or a matrix. */
export type Given = number | readonly (readonly number[])[] | Values;

/** A number as a 1 x 1 matrix, rows as a matrix. Throws RangeError where it is neither, or its rows differ in length. */
export function toValues(given: Given, name = 'value'): Values {
  if (typeof given === 'number') return { rows: 1, cols: 1, data: [given] };
  if (Array.isArray(given) && given.every(Array.isArray)) {
    const cols = given[0]?.length ?? 0;
    const ragged = given.findIndex((row) => row.length !== cols);
    if (ragged < 0) return { rows: given.length, cols, data: given.flat() };
    throw new RangeError(
      `${name}: row ${ragged} has ${given[ragged]!.length} numbers, row 0 has ${cols}; expected rows of one length`,
    );
  }
  const { rows, cols, data } = (given ?? {}) as Partial<Values>;
  if (rows === undefined || cols === undefined || data?.length !== rows * cols) {
    const got = Array.isArray(given)
      ? 'a flat list (one row is [[1, 2, 3]])'
      : data
        ? `${data.length} numbers for ${rows} x ${cols}`
        : String(given);
    throw new RangeError(`${name}: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got ${got}`);
  }
  return given as Values;
}

type Result = { readonly rows: number; readonly cols: number; readonly data: Float64Array };

const fill = (rows: number, cols: number, at: (i: number, j: number) => number): Result => {
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j] = at(i, j);
  return { rows, cols, data };
};

const within = (k: number, size: number) => Number.isInteger(k) && k >= 0 && k < size;

/** Reads an element; a size of 1 is repeated. */
const at = ({ rows, cols, data }: Result, i: number, j: number) =>
  data[(rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j)]!;

function compute(
  node: Expr,
  [rows, cols]: readonly [number, number],
  of: (e: Expr) => Result,
  size: (e: Expr) => readonly [number, number],
  context: Context,
): Result {
  switch (node.op) {
    case 'input':
      return context.input(node.name);
    case 'constant':
      return fill(1, 1, () => node.value);
    case 'count': {
      const [r, c] = size(node.like);
      return fill(1, 1, () => (node.axis === 'eachRow' ? c : node.axis === 'eachColumn' ? r : r * c));
    }
    case 'uniform': {
      const key = streamKey(context.random, node.stream);
      return fill(rows, cols, (i, j) => uniformAt(key, i * cols + j));
    }
    case 'annotated':
      return of(node.args[0]);
    case 'pow': {
      const x = of(node.args[0]);
      return fill(rows, cols, (i, j) => power(f64, at(x, i, j), node.exponent));
    }
    case 'transpose': {
      const x = of(node.args[0]);
      return fill(rows, cols, (i, j) => at(x, j, i));
    }
    case 'matmul': {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      const { transposeA, transposeB } = node;
      const inner = transposeA ? a.rows : a.cols;
      return fill(rows, cols, (i, j) => {
        let sum = 0;
        for (let k = 0; k < inner; k++) {
          const x = a.data[transposeA ? k * a.cols + i : i * a.cols + k]!;
          sum += x * b.data[transposeB ? j * b.cols + k : k * b.cols + j]!;
        }
        return sum;
      });
    }
    case 'sum':
    case 'mean':
    case 'max': {
      const x = of(node.args[0]);
      const start = node.op === 'max' ? -Infinity : 0;
      const join = node.op === 'max' ? Math.max : (a: number, b: number) => a + b;
      const total = fill(rows, cols, () => start);
      for (let i = 0; i < x.rows; i++) {
        for (let j = 0; j < x.cols; j++) {
          const to = (rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j);
          total.data[to] = join(total.data[to]!, at(x, i, j));
        }
      }
      if (node.op !== 'mean') return total;
      const n = (x.rows * x.cols) / (rows * cols);
      return fill(rows, cols, (i, j) => at(total, i, j) / n);
    }
    case 'gather': {
      const [source, index] = [of(node.args[0]), of(node.args[1])];
      return fill(rows, cols, (i, j) => {
        const k = at(index, i, j);
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
          total.data[node.axis === 'columns' ? i * cols + k : k * cols + j]! += at(values, i, j);
        }
      }
      return total;
    }
    case 'conform': {
      const x = of(node.args[0]);
      const total = fill(rows, cols, () => 0);
      for (let i = 0; i < (x.rows === 1 ? rows : x.rows); i++) {
        for (let j = 0; j < (x.cols === 1 ? cols : x.cols); j++) {
          total.data[(rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j)]! += at(x, i, j);
        }
      }
      return total;
    }
    default: {
      const args = node.args.map(of);
      return fill(rows, cols, (i, j) =>
        elementwise(
          f64,
          node.op,
          args.map((x) => at(x, i, j)),
        ),
      );
    }
  }
}

interface Context {
  readonly random: RandomPosition;
  input(name: string): Result;
}

/** The value of every node that `roots` need, in double precision, as simply as it can be computed. */
export function evaluateAll(
  roots: readonly Expr[],
  given: Readonly<Record<string, Given>>,
  random: RandomPosition = { seed: 0, step: 0 },
): Map<Expr, Values> {
  const inputs = Object.fromEntries(
    Object.entries(given).map(([name, x]) => {
      const { rows, cols, data } = toValues(x, name);
      return [name, { rows, cols, data: Float64Array.from(data) }];
    }),
  );
  const shapes = inferShapes(roots, Object.fromEntries(Object.entries(inputs).map(([n, v]) => [n, [v.rows, v.cols]])));
  // Inputs have numbers for sizes, so every node has.
  const size = (node: Expr) => shapes.get(node) as Shape as readonly [number, number];
  const results = new Map<Expr, Result>();
  const context: Context = { random, input: (name) => inputs[name]! };
  for (const node of topological(roots)) {
    results.set(
      node,
      compute(node, size(node), (e) => results.get(e)!, size, context),
    );
  }
  return results;
}

/** The value of one expression, in double precision. Throws ShapeError where sizes do not fit or an input is missing. */
export const evaluate = (root: Expr, given: Readonly<Record<string, Given>>, random?: RandomPosition): Values =>
  evaluateAll([root], given, random).get(root)!;
