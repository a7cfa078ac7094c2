import type { Axis, Expr, Values } from '../src/index.js';
import * as f from '../src/index.js';

/** A small seeded generator (mulberry32): the same cases on every machine. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Given = Record<string, number[][]>;

export interface Case {
  readonly root: Expr;
  readonly given: Given;
  /** The inputs to differentiate by: all but the indices of gather. */
  readonly names: readonly string[];
}

/** The size that the tests also know by name. */
export const BATCH = 5;

/** A random expression with a random point, every primitive in it sooner or later. */
export function randomCase(seed: number, { depth = 4 } = {}): Case {
  const random = generator(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const size = () => pick([1, 2, 3, BATCH]);
  const given: Given = {};
  const names: string[] = [];
  const made: { rows: number; cols: number; node: Expr }[] = [];

  const fresh = (prefix: string, rows: number, cols: number, value: () => number) => {
    const name = `${prefix}${Object.keys(given).length}`;
    given[name] = Array.from({ length: rows }, () => Array.from({ length: cols }, value));
    return f.input(name);
  };
  const leaf = (rows: number, cols: number): Expr => {
    const old = made.filter((m) => m.rows === rows && m.cols === cols);
    if (old.length > 0 && random() < 0.4) return pick(old).node;
    if (rows === 1 && cols === 1 && random() < 0.3) return f.constant(pick([0, 1, -1, 2, 0.5]));
    const node = fresh('x', rows, cols, () => (random() < 0.5 ? -1 : 1) * (0.2 + random()));
    names.push((node as Expr & { op: 'input' }).name);
    return node;
  };
  const indices = (rows: number, cols: number, count: number) => {
    const place = () => below(count + 1) - 1;
    if (rows !== BATCH && cols !== BATCH && random() < 0.5)
      return f.table(rows, cols, Array.from({ length: rows * cols }, place));
    return fresh('k', rows, cols, place);
  };

  const make = (rows: number, cols: number, level: number): Expr => {
    if (level === 0) return leaf(rows, cols);
    const node = pick(recipes)(rows, cols, level - 1);
    made.push({ rows, cols, node });
    return node;
  };
  type Recipe = (rows: number, cols: number, level: number) => Expr;

  /** Two operands that have this size together. */
  const pair = (rows: number, cols: number, level: number): [Expr, Expr] => {
    const [[p, q], [r, s]] = pick<[[number, number], [number, number]]>([
      [
        [rows, cols],
        [rows, cols],
      ],
      [
        [rows, cols],
        [1, cols],
      ],
      [
        [rows, cols],
        [rows, 1],
      ],
      [
        [rows, cols],
        [1, 1],
      ],
      [
        [rows, 1],
        [1, cols],
      ],
    ]);
    const operands: [Expr, Expr] = [make(p, q, level), make(r, s, level)];
    return random() < 0.5 ? operands : [operands[1], operands[0]];
  };
  const positive = (x: Expr) => f.add(f.square(x), 0.6);

  const binary: Recipe = (r, c, level) => pick([f.add, f.sub, f.mul])(...pair(r, c, level));
  const quotient: Recipe = (r, c, level) => {
    const [a, b] = pair(r, c, level);
    return f.div(a, positive(b));
  };
  const unary: Recipe = (r, c, level) => {
    const x = make(r, c, level);
    return pick<(x: Expr) => Expr>([
      f.neg,
      f.tanh,
      f.sigmoid,
      f.softplus,
      f.erf,
      f.erfc,
      f.abs,
      f.sign,
      (u) => f.square(f.tanh(u)),
      (u) => f.sqrt(positive(u)),
      (u) => f.exp(f.tanh(u)),
      (u) => f.log(positive(u)),
      (u) => f.pow(positive(u), pick([-1, 0, 0.5, 1, 2, 1.5, -2.5])),
      (u) => f.pow(f.tanh(u), pick([2, 3, 5])),
    ])(x);
  };
  const choice: Recipe = (r, c, level) => {
    const [a, b] = pair(r, c, level);
    const [yes, no] = pair(r, c, level);
    return pick([
      () => f.minimum(a, b),
      () => f.maximum(a, b),
      () => f.select(f.less(a, b), yes, no),
      () => f.select(f.greaterOrEqual(a, b), yes, no),
      () => f.select(f.equal(a, b), yes, no),
      () => f.select(pick([0, 1]), yes, no),
    ])();
  };
  const matmul: Recipe = (r, c, level) => {
    const [k, transposeA, transposeB] = [size(), random() < 0.5, random() < 0.5];
    const a = transposeA ? make(k, r, level) : make(r, k, level);
    const b = transposeB ? make(c, k, level) : make(k, c, level);
    return f.matmul(a, b, { transposeA, transposeB });
  };
  const reduction: Recipe = (r, c, level) => {
    const reduce = pick([f.sum, f.mean, f.max]);
    const axis: Axis | undefined =
      r === 1 && c === 1 ? 'all' : r === 1 ? 'eachColumn' : c === 1 ? 'eachRow' : undefined;
    if (!axis) return reduce(make(r * c === 1 ? r : r, c, level), 'eachRow') && binary(r, c, level);
    return reduce(make(r === 1 ? size() : r, c === 1 ? size() : c, level), axis);
  };
  const gather: Recipe = (r, c, level) => {
    const k = size();
    return random() < 0.5
      ? f.gather(make(r, k, level), indices(pick([1, r]), c, k), 'columns')
      : f.gather(make(k, c, level), indices(r, pick([1, c]), k), 'rows');
  };
  const scatter: Recipe = (r, c, level) => {
    const k = size();
    const like = make(r, c, level);
    return random() < 0.5
      ? f.scatterAdd(make(r, k, level), indices(pick([1, r]), k, c), like, 'columns')
      : f.scatterAdd(make(k, c, level), indices(k, pick([1, c]), r), like, 'rows');
  };
  const conform: Recipe = (r, c, level) => {
    const rows = r === 1 ? size() : pick([1, r]);
    const cols = c === 1 ? size() : pick([1, c]);
    return f.conform(make(rows, cols, level), make(r, c, level));
  };
  const stated: Recipe = (r, c, level) => {
    const u = make(r, c, level);
    return pick([
      () => f.withAdjoint(f.tanh(u), u, (y, g) => f.mul(g, f.sub(1, f.square(y)))),
      () => f.withAdjoint(f.log(f.sigmoid(u)), u, (_, g) => f.mul(g, f.sub(1, f.sigmoid(u)))),
      () =>
        // A rule that holds another annotated node: its output and gradient are its own.
        f.withAdjoint(f.softplus(u), u, (_, g) =>
          f.mul(
            g,
            f.withAdjoint(f.sigmoid(u), u, (s, h) => f.mul(h, f.mul(s, f.sub(1, s)))),
          ),
        ),
    ])();
  };
  const plain: Recipe = (r, c, level) => {
    const x = make(r, c, level);
    return pick<(x: Expr) => Expr>([
      (u) => f.mul(u, f.uniform(below(3), u)),
      (u) => f.div(u, f.count(u, pick<Axis>(['all', 'eachRow', 'eachColumn']))),
      (u) => f.add(u, 0),
      (u) => f.sub(0, u),
      (u) => f.mul(0, u),
      (u) => f.add(f.mul(u, 0), u),
      (u) => f.mul(u, f.conform(1, u)),
      (u) => f.sub(u, f.conform(0, u)),
      (u) => f.neg(f.neg(u)),
      (u) => f.mul(0.5, f.mul(2, u)),
      (u) => f.div(f.neg(u), 1),
      (u) => f.mul(u, u),
      (u) => f.add(u, u),
      (u) => f.transpose(f.transpose(u)),
    ])(x);
  };
  /** The same numbers in another arrangement, and matrices that are part of the expression. */
  const arranged: Recipe = (r, c, level) => {
    // What another arrangement has for a size has no name.
    if (r === BATCH || c === BATCH) return plain(r, c, level);
    const width = pick([1, r, c, r * c].filter((w) => (r * c) % w === 0));
    const inner = () => make((r * c) / width, width, level);
    return pick([
      () => f.reshape(inner(), c),
      () => f.reshapeLike(inner(), make(r, c, level)),
      () => f.mul(f.reshape(f.tanh(inner()), c), f.sigmoid(f.reshape(inner(), c))),
      () => f.add(make(r, c, level), f.table(r, c, Array.from({ length: r * c }, random))),
    ])();
  };
  const transposed: Recipe = (r, c, level) => f.transpose(make(c, r, level));
  const recipes: readonly Recipe[] = [
    binary,
    binary,
    quotient,
    unary,
    unary,
    choice,
    matmul,
    reduction,
    gather,
    scatter,
    conform,
    stated,
    plain,
    arranged,
    transposed,
  ];

  const root = make(size(), size(), depth);
  return { root, given, names };
}

/**
 * The value, and every yes or no on the way to it: where one of those changes, the derivative jumps and there is nothing to
 * compare.
 */
export const valueAndDecisions = (root: Expr, given: Given): { value: Values; decisions: string } => ({
  value: f.evaluate(root, given),
  decisions: f
    .decisions(root, given)
    .map(({ taken }) => taken)
    .join(),
});

/** The sum of all elements of a value. */
export const total = ({ data }: Values): number => Array.from(data).reduce((a, b) => a + b, 0);

/** `given` with one element moved by `step`. */
export const moved = (given: Given, name: string, i: number, j: number, step: number): Given => ({
  ...given,
  [name]: given[name]!.map((row, r) => (r === i ? row.map((v, c) => (c === j ? v + step : v)) : row)),
});
