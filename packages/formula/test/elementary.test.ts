import { describe, expect, test } from 'vitest';
import { elementwise, f32, f64, power, scalar, type UnaryOp } from '../src/index.js';
import * as reference from './exact.js';
import { exact, ulps } from './exact.js';
import { generator } from './random-expression.js';

const unary = (op: UnaryOp) => (x: number) => elementwise(f64, op, [x]);
const random = generator(1);
const between = (low: number, high: number, count = 150) =>
  Array.from({ length: count }, () => low + (high - low) * random());
/** Numbers of every magnitude from 2^low to 2^high, of both signs. */
const magnitudes = (low: number, high: number, count = 100) =>
  Array.from(
    { length: count },
    () => (random() < 0.5 ? -1 : 1) * (1 + random()) * 2 ** Math.floor(low + (high - low) * random()),
  );

/** The largest error over some points, in units of the last place. */
function worst(f: (x: number) => number, exactly: (x: bigint) => bigint, points: readonly number[]) {
  return points.reduce(
    (most, x) => {
      const error = ulps(f(x), exactly(exact(x)));
      return error > most.error ? { error, x } : most;
    },
    { error: 0, x: 0 },
  );
}

describe('against references of 1300 binary places', () => {
  test.each<[UnaryOp, (x: bigint) => bigint, number, readonly number[]]>([
    [
      'exp',
      reference.exp,
      1,
      [...between(-745, 709), ...between(-1, 1), ...magnitudes(-60, 6), -745.1, -708.5, 709.7, 709.782712893384],
    ],
    [
      'log',
      reference.log,
      1,
      [
        ...between(0, 10),
        ...between(0.5, 1.5),
        ...magnitudes(-1074, 1023).map(Math.abs),
        1 + 2 ** -52,
        1 - 2 ** -53,
        5e-324,
      ],
    ],
    ['tanh', reference.tanh, 3, [...between(-1, 1), ...between(-20, 20), ...magnitudes(-40, 4)]],
    ['sigmoid', reference.sigmoid, 3, [...between(-745, 40), ...between(-2, 2), ...magnitudes(-60, 5)]],
    [
      'erf',
      reference.erf,
      4,
      [
        ...between(-1, 1),
        ...between(-6, 6),
        ...magnitudes(-60, 5),
        ...magnitudes(-1022, -60, 20),
        2 ** -28,
        5.9215871957945,
      ],
    ],
    ['softplus', reference.softplus, 3, [...between(-745, 745), ...between(-40, 2), ...magnitudes(-60, 9)]],
  ])('%s', (op, exactly, bound, points) => {
    const { error, x } = worst(unary(op), exactly, points);
    expect(error, `${op}(${x})`).toBeLessThanOrEqual(bound);
  });

  test('pow', () => {
    for (const p of [0.5, 1.5, -0.75, 2.5, 1 / 3, 100.5]) {
      for (const x of between(0.01, 50, 40)) {
        const size = Math.abs(p * Math.log(x));
        const error = ulps(power(f64, x, p), reference.pow(exact(x), exact(p)));
        expect(error, `${x}^${p}`).toBeLessThanOrEqual(2 + 2 * size);
      }
    }
    for (const n of [1, 2, 3, 5, 10, 64, -1, -2, -7]) {
      for (const x of between(-3, 3, 20)) {
        const error = ulps(power(f64, x, n), reference.whole(exact(x), n));
        expect(error, `${x}^${n}`).toBeLessThanOrEqual(Math.abs(n) + 1);
      }
    }
  });

  test('erfc', () => {
    for (const x of [...between(-6, 6), ...between(0, 26.5), ...magnitudes(-60, 4), 0.4, 26.54, 27.2]) {
      const error = ulps(unary('erfc')(x), reference.erfc(exact(x)));
      expect(error, `erfc(${x})`).toBeLessThanOrEqual(2 * (1 + x ** 2));
    }
  });

  test('cosineOfTurns', () => {
    const points = [...between(-1, 1), ...between(0.2499, 0.2501, 50), 1 / 8, 3 / 8, 1 / 12];
    const { error, x } = worst(scalar.cosineOfTurns, reference.cosineOfTurns, points);
    expect(error, `at ${x}`).toBeLessThanOrEqual(3);
    expect([0, 0.25, 0.5, 0.75, 1, 7.5].map(scalar.cosineOfTurns).map((y) => y + 0)).toEqual([1, 0, -1, 0, 1, -1]);
  });
});

describe('at the ends of the range', () => {
  const MAX = Number.MAX_VALUE;
  const MIN = Number.MIN_VALUE;
  const { EPSILON } = Number;
  test.each<[UnaryOp, [x: number, y: number][]]>([
    [
      'exp',
      [
        [0, 1],
        [-0, 1],
        [NaN, NaN],
        [Infinity, Infinity],
        [-Infinity, 0],
        [MAX, Infinity],
        [-MAX, 0],
        [MIN, 1],
        [709.782712893384, 1.7976931348622732e308],
        [709.782712893385, Infinity],
        [-745.1332191019411, MIN],
        [-745.1332191019412, 0],
      ],
    ],
    [
      'log',
      [
        [1, 0],
        [0, -Infinity],
        [-0, -Infinity],
        [-1, NaN],
        [-MIN, NaN],
        [-Infinity, NaN],
        [NaN, NaN],
        [Infinity, Infinity],
        [MAX, 709.782712893384],
        [MIN, -744.4400719213812],
      ],
    ],
    [
      'tanh',
      [
        [0, 0],
        [-0, -0],
        [MIN, MIN],
        [-1e-300, -1e-300],
        [25, 1],
        [-25, -1],
        [MAX, 1],
        [Infinity, 1],
        [-Infinity, -1],
        [NaN, NaN],
      ],
    ],
    [
      'sigmoid',
      [
        [0, 0.5],
        [-0, 0.5],
        [40, 1],
        [Infinity, 1],
        [-Infinity, 0],
        [MAX, 1],
        [-MAX, 0],
        [-745.1332191019411, MIN],
        [NaN, NaN],
      ],
    ],
    [
      'softplus',
      [
        [0, Math.LN2],
        [MAX, MAX],
        [Infinity, Infinity],
        [-Infinity, 0],
        [-MAX, 0],
        [1e4, 1e4],
        [-745.1332191019411, MIN],
        [NaN, NaN],
      ],
    ],
    [
      'erf',
      [
        [0, 0],
        [-0, -0],
        [MIN, MIN],
        [-MIN, -MIN],
        [3 * MIN, 3 * MIN],
        [-1e-300, -1.1283791670955126e-300],
        [6, 1],
        [-6, -1],
        [MAX, 1],
        [Infinity, 1],
        [-Infinity, -1],
        [NaN, NaN],
      ],
    ],
    [
      'erfc',
      [
        [0, 1],
        [-0, 1],
        [MIN, 1],
        [-MIN, 1],
        [-6, 2],
        [-MAX, 2],
        [-Infinity, 2],
        [27, 5.23705e-319],
        [27.3, 0],
        [MAX, 0],
        [Infinity, 0],
        [NaN, NaN],
      ],
    ],
    [
      'sign',
      [
        [-3, -1],
        [MIN, 1],
        [-0, -0],
        [0, 0],
        [NaN, NaN],
        [-Infinity, -1],
      ],
    ],
    [
      'abs',
      [
        [-0, 0],
        [-Infinity, Infinity],
        [NaN, NaN],
      ],
    ],
    [
      'sqrt',
      [
        [-0, -0],
        [-1, NaN],
        [2, Math.SQRT2],
        [EPSILON ** 2, EPSILON],
      ],
    ],
  ])('%s', (op, table) => {
    for (const [x, y] of table) expect(unary(op)(x), `${op}(${x})`).toBe(y);
  });

  test('minimum and maximum keep NaN and the sign of zero; comparisons with NaN are 0; select takes NaN for yes', () => {
    const of = (op: Parameters<typeof elementwise>[1], ...x: number[]) => elementwise(f64, op, x);
    expect([of('minimum', NaN, 1), of('maximum', 1, NaN)]).toEqual([NaN, NaN]);
    expect([of('minimum', 0, -0), of('maximum', -0, 0)]).toEqual([-0, 0]);
    expect([of('less', NaN, 1), of('lessOrEqual', NaN, NaN), of('equal', NaN, NaN), of('equal', 0, -0)]).toEqual([
      0, 0, 0, 1,
    ]);
    expect([of('select', 0, 1, 2), of('select', -0, 1, 2), of('select', NaN, 1, 2), of('select', -3, 1, 2)]).toEqual([
      2, 2, 1, 1,
    ]);
  });

  test.each<UnaryOp>(['tanh', 'erf'])('%s is odd to the bit', (op) => {
    for (const x of [...between(0, 7), ...magnitudes(-1074, 4)]) expect(unary(op)(-x)).toBe(-unary(op)(x));
  });

  test('whole powers above 64 keep the sign that a product has', () => {
    expect(power(f64, -2, 100) / 2 ** 100).toBeCloseTo(1, 12);
    expect(power(f64, -2, 101) / 2 ** 101).toBeCloseTo(-1, 12);
    expect(power(f64, -2, -65) * 2 ** 65).toBeCloseTo(-1, 12);
    expect(power(f64, 0, 70)).toBe(0);
    expect(power(f64, -2, 70.5)).toBeNaN();
  });

  test('powers', () => {
    const cases = [
      [0, 0, 1],
      [NaN, 0, 1],
      [-2, 3, -8],
      [-2, 0.5, NaN],
      [0, 0.5, 0],
      [0, -1, Infinity],
      [-0, -1, -Infinity],
      [0, -0.5, Infinity],
      [Infinity, 0.5, Infinity],
      [2, -1074, 2 ** -1074],
    ] as const;
    for (const [x, p, y] of cases) expect(power(f64, x, p), `${x}^${p}`).toBe(y);
  });
});

test('in single precision every operation is rounded once', () => {
  const values = [0.1, 1 / 3, -2.7, 1e-3, 30, -90].map(Math.fround);
  for (const x of values) {
    for (const op of ['exp', 'tanh', 'sigmoid', 'softplus', 'erf', 'erfc', 'square', 'neg', 'abs'] as const) {
      expect(elementwise(f32, op, [x]), `${op}(${x})`).toBe(Math.fround(elementwise(f64, op, [x])));
    }
    for (const y of values) {
      for (const op of ['add', 'sub', 'mul', 'div'] as const) {
        expect(elementwise(f32, op, [x, y])).toBe(Math.fround(elementwise(f64, op, [x, y])));
      }
    }
  }
});
