import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { type Expr, evaluate, gradients } from '../src/index.js';
import { type Case, type Given, moved, randomCase, total, valueAndDecisions } from './random-expression.js';

const STEP = 1e-3;

/** The slope by differences of fourth order; undefined where the function has a corner nearby. */
function slope(root: Expr, { given, here }: Point, name: string, i: number, j: number): number | undefined {
  const [a, b, c, d] = [-2, -1, 1, 2].map((n) => {
    const { value, decisions } = valueAndDecisions(root, moved(given, name, i, j, n * STEP));
    return decisions === here ? total(value) : Number.NaN;
  }) as [number, number, number, number];
  const result = (8 * (c - b) - (d - a)) / (12 * STEP);
  return Number.isNaN(result) ? undefined : result;
}

interface Point {
  readonly given: Given;
  readonly here: string;
}

/** Compares the derivatives of `root` with differences, at most three of each input; gives how many there were. */
function check(root: Expr, { given, names }: Pick<Case, 'given' | 'names'>, message: string): number {
  let compared = 0;
  const { value, decisions } = valueAndDecisions(root, given);
  const scale = Math.max(1, ...Array.from(value.data, Math.abs));
  const derived = gradients(root, names);
  for (const name of names) {
    const { rows, cols, data } = evaluate(derived[name]!, given);
    expect([rows, cols], message).toEqual([given[name]!.length, given[name]![0]!.length]);
    for (let k = 0; k < data.length; k += Math.ceil(data.length / 3)) {
      const expected = slope(root, { given, here: decisions }, name, Math.floor(k / cols), k % cols);
      if (expected === undefined) continue;
      const error = Math.abs(data[k]! - expected) / Math.max(scale, Math.abs(expected));
      expect(error, `${message}: d/d${name}[${k}] = ${data[k]}, by differences ${expected}`).toBeLessThan(1e-7);
      compared++;
    }
  }
  return compared;
}

const reasonable = ({ root, given }: Case) => Array.from(evaluate(root, given).data).every((v) => Math.abs(v) < 1e3);

describe('the derivative of a random expression equals the central difference', () => {
  test('first', () => {
    let compared = 0;
    const met = new Set<string>();
    for (let seed = 1; seed <= 400; seed++) {
      const example = randomCase(seed);
      if (!reasonable(example)) continue;
      for (const node of f.topological([example.root])) met.add(node.op);
      compared += check(example.root, example, `case ${seed}`);
    }
    expect(compared).toBeGreaterThan(4_000);
    const everything = [...Object.keys(f.operations), 'pow', 'uniform', 'matmul', 'transpose', 'sum', 'mean', 'max'];
    everything.push('gather', 'scatterAdd', 'conform', 'count', 'annotated', 'input', 'constant');
    everything.push('table', 'reshape', 'reshapeLike');
    expect([...met].sort()).toEqual(everything.sort());
  });

  test('second', () => {
    let compared = 0;
    for (let seed = 1001; seed <= 1200; seed++) {
      const example = randomCase(seed, { depth: 3 });
      if (!reasonable(example)) continue;
      for (const name of example.names.slice(0, 2)) {
        const first = gradients(example.root, [name])[name]!;
        const weighted = f.sum(f.mul(first, f.uniform(7, first)));
        compared += check(weighted, example, `case ${seed}, second derivative by ${name}`);
      }
    }
    expect(compared).toBeGreaterThan(1_000);
  });
});

describe('a derivative stated by hand', () => {
  const x = f.input('x');
  // The rule of log(sigmoid(x)) holds an annotated sigmoid, whose own rule speaks of its own output and gradient.
  const sigmoid = f.withAdjoint(f.sigmoid(x), x, (s, g) => f.mul(g, f.mul(s, f.sub(1, s))));
  const logSigmoid = f.withAdjoint(f.log(f.sigmoid(x)), x, (_, g) => f.mul(g, f.sub(1, sigmoid)));

  test('may hold another one', () => {
    const first = gradients(logSigmoid, ['x']).x!;
    const second = gradients(first, ['x']).x!;
    const s = 1 / (1 + Math.exp(-0.7));
    expect(evaluate(first, { x: 0.7 }).data[0]).toBeCloseTo(1 - s, 12);
    expect(evaluate(second, { x: 0.7 }).data[0]).toBeCloseTo(-s * (1 - s), 12);
  });

  test('is taken as it is stated, and stopGradient stops', () => {
    const tripled = f.withAdjoint(f.mul(2, x), x, (output, g) => f.mul(g, output));
    expect(evaluate(gradients(f.mul(3, tripled), ['x']).x!, { x: 5 }).data[0]).toBe(30);
    const held = f.mul(x, f.stopGradient(f.matmul(x, x)));
    expect(evaluate(gradients(held, ['x']).x!, { x: 5 }).data[0]).toBe(25);
    expect(gradients(f.stopGradient(f.exp(x)), ['x']).x).toMatchObject({ op: 'conform', args: [f.constant(0)] });
  });
});

describe('where the derivative is a matter of choice', () => {
  const slopeAt = (build: (x: Expr) => Expr, x: number | number[][]) =>
    Array.from(evaluate(gradients(build(f.input('x')), ['x']).x!, { x }).data);
  test('maximum(x, 0) has slope 0 at 0, abs and sign too', () => {
    expect(slopeAt((x) => f.maximum(x, 0), [[-1, 0, 2]])).toEqual([0, 0, 1]);
    expect(slopeAt(f.abs, [[-1, 0, 2]])).toEqual([-1, 0, 1]);
    expect(slopeAt(f.sign, [[-1, 0, 2]])).toEqual([0, 0, 0]);
  });

  test('a maximum shares its derivative equally among ties', () => {
    expect(slopeAt((x) => f.max(x), [[3, 1, 3]])).toEqual([0.5, 0, 0.5]);
  });

  test('the gradient of a matrix is that of its sum, or weighted by a seed', () => {
    const root = f.square(f.input('x'));
    const given = { x: [[1, 2]], w: [[10, 100]] };
    expect(Array.from(evaluate(gradients(root, ['x']).x!, given).data)).toEqual([2, 4]);
    expect(Array.from(evaluate(gradients(root, ['x'], f.input('w')).x!, given).data)).toEqual([20, 400]);
  });
});

describe('the gradient of a node within', () => {
  const [x, w] = [f.input('x'), f.input('w')];
  const sum = f.matmul(x, w);
  const output = f.sigmoid(sum);
  const root = f.mean(f.square(output));
  const given = { x: [[1, -2], [0.5, 3]], w: [[0.3], [-0.7]] }; // biome-ignore format: rows

  test('is that of the input which is put in its place', () => {
    for (const [node, rest] of [
      [sum, f.mean(f.square(f.sigmoid(f.input('v'))))],
      [output, f.mean(f.square(f.input('v')))],
    ] as const) {
      const [got] = f.nodeGradients(root, [node]);
      const expected = evaluate(gradients(rest, ['v']).v!, { v: evaluate(node, given) });
      expect(Array.from(evaluate(got!, given).data)).toEqual(Array.from(expected.data));
    }
  });

  test('of several nodes, an input among them, comes from one sweep', () => {
    const [ofOutput, ofSum, ofW] = f.nodeGradients(root, [output, sum, w]);
    expect(evaluate(ofW!, given)).toEqual(evaluate(gradients(root, ['w']).w!, given));
    // Once sizes are settled, each is computed from the one before.
    const [a, b, c] = f.simplifyAll([ofOutput!, ofSum!, ofW!], { x: [2, 2], w: [2, 1] });
    expect(f.topological([b!])).toContain(a);
    expect(f.topological([c!])).toContain(b);
  });

  test('is 0, in the size of the node, where nothing depends on it', () => {
    const [g] = f.nodeGradients(root, [f.square(x)]);
    expect(evaluate(g!, given)).toEqual({ rows: 2, cols: 2, data: new Float64Array(4) });
  });
});
