import { add, div, exp, formula, log, matmul, mean, mul, pow, sigmoid, sqrt, square, sub, sum } from '@nn/formula';
import { matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { adam, exponentialDecay, inverseTimeDecay, listed, minimize, sgd } from '../src/index.js';

/** y = w x + 1 with half the squared error, the mean over samples. */
const line = formula(['w', 'x', 't'], (w, x, t) => mean(div(square(sub(add(mul(w, x), 1), t)), 2)));
const one = { x: 1, t: 4 };
const two = { x: [[1], [2]], t: [[4], [7]] };

describe('what the notes compute by hand', () => {
  test('through (1, 4) and (2, 7) goes y = 3 x + 1', () => {
    const { path, verdict } = minimize(line, 5, { given: two, learningRate: 0.2 });
    expect(path).toHaveLength(101);
    expect(path.at(-1)!.w).toBeCloseTo(3, 12);
    expect(path.at(-1)!.loss).toBeCloseTo(0, 12);
    expect(verdict.kind).toBe('converged');
  });

  test('a guess of 5 is wrong by 2, and one of -2 by 12.5', () => {
    expect(minimize(line, 5, { given: one, steps: 0 }).path[0]!.loss).toBe(2);
    expect(minimize(line, -2, { given: one, steps: 0 }).path[0]!.loss).toBe(12.5);
  });

  test('the rates 0.5, 0.5, 0.6, 0.9 lead over 5, 4, 3.5, 3.2, 3.02', () => {
    const { path } = minimize(line, 5, { given: one, steps: 4, learningRate: listed([0.5, 0.5, 0.6, 0.9]) });
    const expected = [5, 4, 3.5, 3.2, 3.02];
    expect(path.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    path.forEach(({ w, loss, gradient, curvature }, i) => {
      expect(w).toBeCloseTo(expected[i]!, 12);
      expect(loss).toBeCloseTo((expected[i]! - 3) ** 2 / 2, 12);
      expect(gradient).toBeCloseTo(expected[i]! - 3, 12);
      expect(curvature).toBe(1);
    });
    expect(path.map(({ learningRate }) => learningRate)).toEqual([0.5, 0.5, 0.6, 0.9, undefined]);
    expect(path.at(-1)).not.toHaveProperty('learningRate');
  });

  test('too large a step overshoots ever further; a rate that falls brings the same start in', () => {
    const far = minimize(line, 5, { given: one, learningRate: 2.5, steps: 20 });
    expect(far.verdict).toMatchObject({ kind: 'diverged', learningRate: 2.5, curvature: 1, product: 2.5 });
    far.path.forEach(({ w }, i) => {
      expect(w - 3).toBeCloseTo(2 * (-1.5) ** i, 6);
    });
    for (const learningRate of [inverseTimeDecay(2.5, { decay: 0.5 }), exponentialDecay(2.5, { decay: 0.02 })]) {
      const { path, verdict } = minimize(line, 5, { given: one, learningRate, steps: 100 });
      expect(path[1]!.w).toBe(0);
      expect(path.at(-1)!.w).toBeCloseTo(3, 6);
      expect(verdict.kind).toBe('converged');
    }
  });
});

describe('curvature', () => {
  test.each([
    { name: 'w⁴', f: formula(['w'], (w) => pow(w, 4)), second: (w: number) => 12 * w * w },
    { name: 'eʷ', f: formula(['w'], (w) => exp(w)), second: Math.exp },
    { name: 'w log w', f: formula(['w'], (w) => mul(w, log(w))), second: (w: number) => 1 / w },
    {
      name: 'σ(w)',
      f: formula(['w'], (w) => sigmoid(w)),
      second: (w: number) => {
        const s = 1 / (1 + Math.exp(-w));
        return s * (1 - s) * (1 - 2 * s);
      },
    },
  ])('of $name is the second derivative at every point', ({ f, second }) => {
    for (const { w, curvature } of minimize(f, 0.7, { learningRate: 0.01, steps: 20 }).path) {
      expect(curvature).toBeCloseTo(second(w), 10);
    }
  });

  test('in two dimensions is gᵀ H g / gᵀ g, with H by differences', () => {
    const rosenbrock = formula(['a', 'b'], (a, b) => add(square(sub(1, a)), mul(100, square(sub(b, square(a))))));
    const f = (a: number, b: number) => (1 - a) ** 2 + 100 * (b - a * a) ** 2;
    const h = 1e-4;
    for (const { w, gradient, curvature } of minimize(rosenbrock, { a: -1.2, b: 1 }, { learningRate: 1e-3 }).path) {
      const { a, b } = w;
      const aa = (f(a + h, b) - 2 * f(a, b) + f(a - h, b)) / h ** 2;
      const bb = (f(a, b + h) - 2 * f(a, b) + f(a, b - h)) / h ** 2;
      const ab = (f(a + h, b + h) - f(a + h, b - h) - f(a - h, b + h) + f(a - h, b - h)) / (4 * h ** 2);
      const { a: p, b: q } = gradient;
      const expected = (p * p * aa + 2 * p * q * ab + q * q * bb) / (p * p + q * q);
      expect(Math.abs(curvature / expected - 1)).toBeLessThan(1e-4);
    }
  });

  test('times the learning rate is the part of the slope that a step takes away, on any parabola', () => {
    const bowl = formula(['a', 'b'], (a, b) => add(mul(20, square(a)), add(mul(3, mul(a, b)), square(b))));
    const { path } = minimize(bowl, { a: 1, b: 2 }, { learningRate: 0.04, steps: 15 });
    for (const [i, { gradient: g, curvature, learningRate }] of path.slice(0, -1).entries()) {
      const { gradient: next } = path[i + 1]!;
      const measured = 1 - (next.a * g.a + next.b * g.b) / (g.a * g.a + g.b * g.b);
      expect(measured).toBeCloseTo(learningRate! * curvature, 9);
    }
  });

  test('where the gradient is 0 is along its last direction, or along (1, …, 1) before there was one', () => {
    const saddle = formula(['a', 'b'], (a, b) => sub(mul(3, square(a)), square(b)));
    // Along (1, 1): (6 - 2) / 2.
    expect(minimize(saddle, { a: 0, b: 0 }, { steps: 1 }).path.map(({ curvature }) => curvature)).toEqual([2, 2]);
    // One step of 1 / 6 along a, and none is left.
    const { path } = minimize(saddle, { a: 3, b: 0 }, { steps: 1, learningRate: 1 / 6 });
    expect(path[1]).toMatchObject({ gradient: { a: 0, b: -0 }, curvature: 6 });
    expect(
      minimize(
        formula(['w'], (w) => pow(w, 4)),
        0,
        { steps: 0 },
      ).path[0]!.curvature,
    ).toBe(0);
    expect(
      minimize(
        formula(['w'], (w) => mul(-3, square(w))),
        0,
        { steps: 0 },
      ).path[0]!.curvature,
    ).toBe(-6);
  });

  test('does not overflow where the gradient is large', () => {
    const steep = formula(['w'], (w) => mul(1e200, square(w)));
    expect(minimize(steep, 1, { steps: 0 }).path[0]!.curvature).toBe(2e200);
  });
});

describe('the form of the start', () => {
  const regression = formula(['W', 'b', 'x', 't'], (W, b, x, t) => mean(square(sub(add(matmul(x, W), b), t))));
  const data = {
    x: [
      [1, 0],
      [0, 1],
      [1, 1],
      [2, 1],
    ],
    t: [[3], [0], [2], [4]],
  };

  test('is that of w and of the gradient: here rows and a number, by name', () => {
    const { path, verdict } = minimize(
      regression,
      { W: [[0], [0]], b: 0 },
      { given: data, learningRate: 0.2, steps: 500 },
    );
    const { w, gradient } = path.at(-1)!;
    // t = 2 x1 - x2 + 1, exactly.
    expect(w.W.flat().map((x) => x.toFixed(6))).toEqual(['2.000000', '-1.000000']);
    expect(w.b).toBeCloseTo(1, 6);
    expect(gradient.W).toHaveLength(2);
    expect(typeof gradient.b).toBe('number');
    expect(verdict.kind).toBe('converged');
  });

  test('may be a matrix, of either precision: it is computed in doubles, and stays as it was', () => {
    const start = matrix([[1, 2]], { dtype: 'f32' });
    const { path } = minimize(
      formula(['w'], (w) => sum(square(w))),
      start,
      { learningRate: 0.1, steps: 1 },
    );
    expect(path[1]!.w.data).toEqual(Float64Array.of(1 - 0.1 * 2, 2 - 0.1 * 4));
    expect(start.toArray()).toEqual([[1, 2]]);
    expect(path[0]!.w.toArray()).toEqual([[1, 2]]);
  });

  test('may be rows', () => {
    const { path } = minimize(
      formula(['w'], (w) => sum(square(w))),
      [
        [1, 2],
        [3, 4],
      ],
      { steps: 0 },
    );
    expect(path).toEqual([
      {
        step: 0,
        w: [
          [1, 2],
          [3, 4],
        ],
        loss: 30,
        gradient: [
          [2, 4],
          [6, 8],
        ],
        curvature: 2,
      },
    ]);
  });
});

describe('other optimizers', () => {
  test('momentum keeps its velocity', () => {
    const { path } = minimize(line, 5, { given: one, optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }), steps: 30 });
    let [w, v] = [5, 0];
    for (const point of path) {
      expect(point.w).toBeCloseTo(w, 12);
      v = 0.9 * v + (w - 3);
      w -= 0.1 * v;
    }
  });

  test('adam moves by its moments', () => {
    const { path } = minimize(line, 5, { given: one, optimizer: adam(), learningRate: 0.3, steps: 30 });
    let [w, m, v] = [5, 0, 0];
    path.forEach((point, i) => {
      expect(point.w).toBeCloseTo(w, 12);
      m = 0.9 * m + 0.1 * (w - 3);
      v = 0.999 * v + 0.001 * (w - 3) ** 2;
      w -= (0.3 * (m / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(v / (1 - 0.999 ** (i + 1))) + 1e-8);
    });
  });

  test('have a learning rate of their own, unless another is asked for', () => {
    const rates = (options: object) =>
      minimize(line, 5, { given: one, steps: 2, ...options }).path.map(({ learningRate }) => learningRate);
    expect(rates({})).toEqual([0.01, 0.01, undefined]);
    expect(rates({ optimizer: adam() })).toEqual([0.001, 0.001, undefined]);
    expect(rates({ optimizer: adam(), learningRate: 0.2 })).toEqual([0.2, 0.2, undefined]);
    expect(rates({ learningRate: listed([0.3, 0.2], { per: 'step' }) })).toEqual([0.3, 0.2, undefined]);
  });

  test('begin anew each time', () => {
    const run = () => minimize(line, 5, { given: one, optimizer });
    const optimizer = adam({ learningRate: 0.1 });
    expect(run()).toEqual(run());
  });
});

describe('a path that leaves the finite numbers', () => {
  test('ends at the last point where all are', () => {
    const { path, verdict } = minimize(line, 5, { given: one, learningRate: 2.5, steps: 10_000 });
    // 2 x 1.5^k squared and halved overflows a double.
    expect(path.length).toBeGreaterThan(800);
    expect(path.length).toBeLessThan(1000);
    for (const { w, loss, gradient } of path) expect([w, loss, gradient].every(Number.isFinite)).toBe(true);
    expect(path.at(-1)).not.toHaveProperty('learningRate');
    expect(verdict).toMatchObject({ kind: 'diverged', product: 2.5 });
    expect(verdict.text).toContain(`step ${path.length} led to where the loss, the gradient or w is not finite`);
  });

  test('may end at its start', () => {
    const root = formula(['w'], (w) => sqrt(w));
    const { path, verdict } = minimize(root, 1, { learningRate: 3 });
    expect(path).toEqual([{ step: 0, w: 1, loss: 1, gradient: 0.5, curvature: -0.25 }]);
    expect(verdict).toMatchObject({ kind: 'diverged', learningRate: 3, curvature: -0.25, product: -0.75 });
  });
});

describe('errors', () => {
  const vector = formula(['w', 'x'], (w, x) => mul(w, x));
  const plane = formula(['a', 'b'], (a, b) => add(square(a), square(b)));
  const given = one;
  test.each<[string, () => unknown, new (message: string) => Error, string]>([
    [
      'a function',
      () => minimize((() => 1) as never, 5),
      TypeError,
      "minimize: formula: expected a formula such as formula(['w'], square), got a function",
    ],
    [
      'no start',
      () => minimize(line, undefined as never, { given }),
      TypeError,
      'minimize: start: expected a number, rows of numbers, a matrix, or a record of these by name, got undefined',
    ],
    [
      'a start of NaN',
      () => minimize(line, Number.NaN, { given }),
      RangeError,
      'minimize: start: w: expected finite numbers, got NaN',
    ],
    [
      'an infinite one',
      () => minimize(plane, { a: 1, b: [[Infinity]] }),
      RangeError,
      'minimize: start: b: expected finite numbers, got Infinity',
    ],
    [
      'an empty one',
      () => minimize(line, [], { given }),
      RangeError,
      'minimize: start: w: expected finite numbers, got none',
    ],
    [
      'a flat list',
      () => minimize(line, [1, 2] as never, { given }),
      TypeError,
      'minimize: start: w: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got a flat list (one row is [[1, 2, 3]])',
    ],
    [
      'a matrix as the loss',
      () => minimize(vector, 5, { given: { x: [[1], [2]] } }),
      RangeError,
      'minimize: formula: expected a formula that gives one number, got 2 x 1; its mean or its sum is one',
    ],
    [
      'one value for two inputs',
      () => minimize(plane, 5),
      RangeError,
      'minimize: start: expected a record, since a, b are free, got one value; what stays fixed goes into given',
    ],
    [
      'a value for none',
      () => minimize(line, 5, { given: { ...given, w: 1 } }),
      RangeError,
      'minimize: start: expected one free input, and all are given, got one value; what stays fixed goes into given',
    ],
    [
      'an input without a value',
      () => minimize(plane, { a: 1 }),
      RangeError,
      'minimize: expected a value for every input in start or given, got none for b',
    ],
    [
      'a name that the formula lacks',
      () => minimize(plane, { a: 1, b: 2, c: 3 } as never),
      RangeError,
      "minimize: start: expected inputs of the formula (a, b), got 'c'",
    ],
    [
      'such a name among the given',
      () => minimize(line, 5, { given: { ...given, y: 3 } as never }),
      RangeError,
      "minimize: given: expected inputs of the formula (w, x, t), got 'y'",
    ],
    [
      'two values',
      () => minimize(plane, { a: 1, b: 2 }, { given: { b: 3 } }),
      RangeError,
      "minimize: given: expected each input once, got 'b', which start has too",
    ],
    [
      'steps',
      () => minimize(line, 5, { given, steps: 2.5 }),
      RangeError,
      'minimize: steps: expected a whole number from 0, got 2.5',
    ],
    [
      'steps below 0',
      () => minimize(line, 5, { given, steps: -1 }),
      RangeError,
      'minimize: steps: expected a whole number from 0, got -1',
    ],
    [
      'a tolerance',
      () => minimize(line, 5, { given, tolerance: -1 }),
      RangeError,
      'minimize: tolerance: expected a finite number from 0, got -1',
    ],
    [
      'a learning rate',
      () => minimize(line, 5, { given, learningRate: Number.NaN }),
      RangeError,
      'minimize: learningRate: expected a finite number from 0, got NaN',
    ],
    [
      'a schedule',
      () => minimize(line, 5, { given, learningRate: () => -1 }),
      RangeError,
      'minimize: learningRate: expected a finite number from 0, got -1',
    ],
    [
      'a rate in words',
      () => minimize(line, 5, { given, learningRate: 'fast' as never }),
      TypeError,
      "minimize: learningRate: expected a number or a schedule such as cosineDecay(0.1, { over: 10 }), got 'fast'",
    ],
    [
      'no optimizer',
      () => minimize(line, 5, { given, optimizer: sgd as never }),
      TypeError,
      'minimize: optimizer: expected an optimizer such as sgd(), got a function: call it, ()',
    ],
    [
      'what is given and no number',
      () => minimize(line, 5, { given: { ...given, x: Number.NaN } }),
      RangeError,
      'minimize: x: expected finite numbers, got NaN',
    ],
    [
      'nowhere to begin',
      () =>
        minimize(
          formula(['w'], (w) => log(w)),
          -1,
        ),
      RangeError,
      'minimize: start: expected a place where the loss and its gradient are finite, got one where they are not',
    ],
  ])('names %s', (_, run, type, message) => {
    expect(run).toThrow(type);
    expect(run).toThrow(message);
  });

  test('of sizes are those of the formula', () => {
    expect(() => minimize(line, 5, { given: { x: [[1], [2]], t: [[1], [2], [3]] } })).toThrow(/rows must be equal/);
  });
});
