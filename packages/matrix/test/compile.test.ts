import * as f from '@nn/formula';
import { describe, expect, test } from 'vitest';
import type { Backend } from '../src/backend.js';
import { executable } from '../src/compile/executable.js';
import { compile } from '../src/compile/index.js';
import { type Buffer, type Size, settle } from '../src/plan.js';
import { random } from '../src/random.js';
import { reference } from '../src/reference/index.js';

/** A small classifier: two layers, softmax and its loss, with the gradient of every parameter. */
const x = f.input('x');
const t = f.input('t');
const params = ['w1', 'b1', 'w2', 'b2'];
const [w1, b1, w2, b2] = params.map(f.input) as [f.Expr, f.Expr, f.Expr, f.Expr];
const hidden = f.tanh(f.add(f.matmul(x, w1), b1));
const logits = f.add(f.matmul(hidden, w2), b2);
const shifted = f.sub(logits, f.stopGradient(f.max(logits, 'eachRow')));
const logSumExp = f.log(f.sum(f.exp(shifted), 'eachRow'));
const loss = f.mean(f.sum(f.mul(t, f.sub(logSumExp, shifted)), 'eachRow'));

const sizes: Record<string, readonly [Size, Size]> = {
  x: ['batch', 5],
  t: ['batch', 3],
  w1: [5, 7],
  b1: [1, 7],
  w2: [7, 3],
  b2: [1, 3],
};

function build(
  backend: Backend,
  outputs: Record<string, f.Expr>,
  shapes: Record<string, readonly [Size, Size]>,
  capacity: number,
) {
  const place = ([rows, cols]: readonly [Size, Size]): Buffer => {
    const length = settle(rows, capacity) * settle(cols, capacity);
    return { region: backend.region(length), offset: 0, rows, cols };
  };
  const inputs = Object.fromEntries(Object.entries(sizes).map(([name, shape]) => [name, place(shape)]));
  const results = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, place(shape)]));
  const plan = compile({
    backend,
    inputs,
    outputs: Object.entries(outputs).map(([name, value]) => ({ value, into: results[name]! })),
    batch: capacity,
  });
  const program = executable(backend, [plan]);
  return { plan, inputs, results, program };
}

describe('a plan', () => {
  const gradients = f.gradients(loss, params);
  const outputs = { loss, logits, ...gradients };
  const shapes = {
    loss: [1, 1],
    logits: ['batch', 3],
    ...Object.fromEntries(params.map((p) => [p, sizes[p]!])),
  } as const;

  test.each([1, 4, 6])('gives what evaluating the expressions gives, for %i rows of a batch of 6', (rows) => {
    const { inputs, results, program } = build(reference({ dtype: 'f64' }), outputs, shapes, 6);
    const rng = random(7);
    const given: Record<string, f.Values> = {};
    for (const [name, [r, c]] of Object.entries(sizes)) {
      const m = rng.normal(settle(r, rows), c as number, { dtype: 'f64' });
      inputs[name]!.region.view().set(m.data);
      given[name] = m;
    }
    program.run(rows);
    const expected = f.evaluateAll(Object.values(outputs), given);
    for (const [name, value] of Object.entries(outputs)) {
      const want = expected.get(value)!;
      const got = results[name]!.region.view(0, want.data.length);
      for (let i = 0; i < want.data.length; i++) expect(got[i], `${name}[${i}]`).toBeCloseTo(want.data[i]!, 12);
    }
  });

  test('is as short as fusion can make it', () => {
    const { plan } = build(reference({ dtype: 'f64' }), outputs, shapes, 6);
    const kinds = plan.steps.map((s) => s.kind);
    expect(kinds.filter((k) => k === 'matmul')).toHaveLength(5);
    // bias and tanh ride on the first product, the bias on the second, the slope of tanh on the way back
    expect(kinds.filter((k) => k === 'map').length).toBeLessThanOrEqual(5);
  });
});
