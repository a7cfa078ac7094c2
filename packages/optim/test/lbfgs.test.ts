import { readFileSync } from 'node:fs';
import {
  add,
  exp,
  type Formula,
  formula,
  type Given,
  log,
  matmul,
  mean,
  mul,
  neg,
  softplus,
  square,
  sub,
  sum,
  transpose,
} from '@nn/formula';
import { type DType, fromData, type Matrix, matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import {
  compareDescents,
  type LbfgsOptions,
  lbfgs,
  minimize,
  type Objective,
  type SearchingOptimizer,
} from '../src/index.js';

interface Case {
  readonly problem: keyof typeof problems;
  readonly start: number[][];
  readonly settings: LbfgsOptions;
  /** Where each step led. */
  readonly path: readonly (readonly number[])[];
  /** How often the search of each step asked for the loss. */
  readonly evaluations: readonly number[];
}

/** What PyTorch computes: tools/reference/lbfgs.py. */
const pytorch: { readonly x: number[][]; readonly t: number[][]; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('./fixtures/lbfgs.json', import.meta.url), 'utf8'),
);
const { x, t } = pytorch;
const first = matrix([[1], [0]], { dtype: 'f64' });
const second = matrix([[0], [1]], { dtype: 'f64' });
const scales = [[1, 3, 10, 30, 100]];

const problems = {
  rosenbrock: {
    formula: formula(['w', 'first', 'second'], (w, a, b) =>
      add(square(sub(1, matmul(w, a))), mul(100, square(sub(matmul(w, b), square(matmul(w, a)))))),
    ),
    given: { first, second },
  },
  bowl: {
    formula: formula(['w', 'scales'], (w, s) => add(sum(mul(s, square(w))), sum(square(square(w))))),
    given: { scales },
  },
  logistic: {
    formula: formula(['w', 'x', 't'], (w, xs, ts) => {
      const z = matmul(xs, transpose(w));
      return add(mean(sub(softplus(z), mul(ts, z))), mul(0.01, sum(square(w))));
    }),
    given: { x, t },
  },
  ripples: {
    formula: formula(['w'], (w) => sub(mul(0.05, sum(square(w))), sum(exp(neg(square(sub(w, 1))))))),
    given: {},
  },
} as const;

const cases = pytorch.cases.map((one) => ({ ...one, title: `${one.problem} with ${JSON.stringify(one.settings)}` }));

describe.each(cases)('$title', ({ problem, start, settings, path, evaluations }) => {
  const { formula: f, given } = problems[problem] as { formula: Formula; given: Record<string, Given> };

  test('goes where PyTorch goes, and asks for the loss as often', () => {
    const asked: number[] = [];
    const made = lbfgs(settings);
    const counted: SearchingOptimizer = {
      ...made,
      search: (...all) => {
        const searched = made.search(...all);
        asked.push(searched.evaluations);
        return searched;
      },
    };
    const found = minimize(f, start, { given, optimizer: counted, steps: path.length, tolerance: 0 });
    let worst = 0;
    path.forEach((expected, step) => {
      const w = (found.path[step + 1]!.w as number[][])[0]!;
      expected.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(w[i]! - value));
      });
    });
    expect(worst).toBeLessThan(1e-10);
    expect(asked).toEqual(evaluations);
  });
});

/** A flat function of one's own: (w0 - 3)⁴ + (w0 - 3)² + (w1 + 1)², with its gradient. */
const valley: Objective = ({ data: [a, b] }) => ({
  loss: (a! - 3) ** 4 + (a! - 3) ** 2 + (b! + 1) ** 2,
  gradient: fromData(1, 2, Float64Array.of(4 * (a! - 3) ** 3 + 2 * (a! - 3), 2 * (b! + 1))),
});
/** So many steps down a function, in place. */
function descend(made: SearchingOptimizer, w: Matrix, objective: Objective, steps: number, state = made.init(w)) {
  for (let step = 0; step < steps; step++) made.search(w, objective(w)!, objective, state);
  return state;
}

test('goes down a function of a flat vector, in either precision', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    const w = matrix([[0, 5]], { dtype });
    const state = descend(lbfgs(), w, valley, 30);
    expect(state.step).toBe(30);
    expect(w.at(0, 0)).toBeCloseTo(3, 4);
    expect(w.at(0, 1)).toBeCloseTo(-1, 4);
    const dtypes = Object.values(state.slots).map((slot): DType => (slot.data instanceof Float64Array ? 'f64' : 'f32'));
    expect(new Set(dtypes)).toEqual(new Set([dtype]));
  }
});

test('has a state of plain data: a copy of it goes on with the same bits, also where the oldest steps are forgotten', () => {
  const settings = { history: 3 };
  const w = matrix([[0, 5]], { dtype: 'f64' });
  const state = descend(lbfgs(settings), w, valley, 5);
  const [copy, at] = [structuredClone(state), matrix(w.toArray(), { dtype: 'f64' })];
  descend(lbfgs(settings), w, valley, 5, state);
  descend(lbfgs(settings), at, valley, 5, copy);
  expect(at.toArray()).toEqual(w.toArray());
  expect(copy.running).toEqual(state.running);
  expect(state.running.pairs).toBe(3);
});

test('each step that moves fulfils the strong Wolfe conditions', () => {
  const { formula: f, given } = problems.rosenbrock;
  const { path } = minimize(f, [[-1.2, 1]], { given, optimizer: lbfgs(), steps: 40 });
  const row = (rows: number[][]) => rows[0]!;
  const dot = (a: number[], b: number[]) => a.reduce((s, v, i) => s + v * b[i]!, 0);
  let moved = 0;
  for (const [i, { w, loss, gradient }] of path.slice(0, -1).entries()) {
    const next = path[i + 1]!;
    const step = row(next.w).map((v, k) => v - row(w)[k]!);
    const [slope, slopeThere] = [dot(row(gradient), step), dot(row(next.gradient), step)];
    if (slope === 0) continue;
    moved++;
    expect(next.loss).toBeLessThanOrEqual(loss + 1e-4 * slope);
    expect(Math.abs(slopeThere)).toBeLessThanOrEqual(0.9 * Math.abs(slope) + 1e-15);
  }
  expect(moved).toBeGreaterThan(30);
});

test('the loss of minimize is found, and the verdict is by the path', () => {
  const { formula: f, given } = problems.rosenbrock;
  const optimizer = lbfgs({ toleranceChange: 1e-16 });
  const { path, verdict } = minimize(f, [[-1.2, 1]], { given, optimizer, steps: 60 });
  expect(verdict.kind).toBe('converged');
  expect(verdict.text).toContain('lbfgs goes by its own');
  expect(path.at(-1)!.loss).toBeLessThan(1e-14);
  // Where nothing is left to fall, a step goes nowhere.
  expect(path.at(-2)!.learningRate).toBe(0);
});

test('a search that leaves the finite numbers comes back', () => {
  // No logarithm below 0, and the first step tries to go there.
  const barrier = formula(['w'], (w) => sub(w, log(w)));
  for (const learningRate of [1, 100, 1e6]) {
    const { path, verdict } = minimize(barrier, 5, { optimizer: lbfgs({ learningRate }), steps: 60, tolerance: 1e-4 });
    expect(verdict.kind).toBe('converged');
    expect(path.at(-1)!.w).toBeCloseTo(1, 3);
  }
  // The same where the function says NaN instead of undefined.
  const w = matrix([[5]], { dtype: 'f64' });
  const own: Objective = ({ data: [v] }) => ({
    loss: v! - Math.log(v!),
    gradient: matrix([[1 - 1 / v!]], { dtype: 'f64' }),
  });
  descend(lbfgs({ learningRate: 100 }), w, own, 60);
  expect(w.at(0, 0)).toBeCloseTo(1, 3);
});

test('a loss without a bottom ends each search after its evaluations', () => {
  const line: Objective = ({ data: [v] }) => ({ loss: v!, gradient: matrix([[1]], { dtype: 'f64' }) });
  const w = matrix([[0]], { dtype: 'f64' });
  const made = lbfgs();
  const { evaluations } = made.search(w, line(w)!, line, made.init(w));
  expect(evaluations).toBe(26);
  expect(w.at(0, 0)).toBeLessThan(-1e20);
});

describe('what is refused', () => {
  test.each<[keyof LbfgsOptions, number]>([
    ['learningRate', -1],
    ['history', 0],
    ['history', 1.5],
    ['toleranceGradient', Number.NaN],
    ['toleranceChange', -1],
  ])('a bad %s, %d', (setting, value) => {
    expect(() => lbfgs({ [setting]: value })).toThrow(RangeError);
    expect(() => lbfgs({ [setting]: value })).toThrow(new RegExp(`^lbfgs: ${setting}: expected .*got ${value}$`));
  });

  test('a bad learning rate of one step, and a descent over few samples', () => {
    const w = matrix([[0, 5]], { dtype: 'f64' });
    const made = lbfgs();
    const search = () => made.search(w, valley(w)!, valley, made.init(w), { learningRate: Number.NaN });
    expect(search).toThrow('lbfgs: learningRate: expected a finite number from 0, got NaN');
    expect(w.toArray()).toEqual([[0, 5]]);
    const f = formula(['w', 'x'], (v, xs) => mean(square(sub(v, xs))));
    const word = () => minimize(f, 5, { given: { x: 1 }, optimizer: 'lbfgs' as never });
    expect(word).toThrow("minimize: optimizer: expected an optimizer such as sgd(), got 'lbfgs'");
    expect(() => compareDescents(f, 5, { samples: { x: [[1]] }, optimizer: made as never })).toThrow(
      'compareDescents: optimizer: expected one that steps by one gradient, such as sgd(), got a search',
    );
  });
});
