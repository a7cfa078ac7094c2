import * as f from '@nn/formula';
import { describe, expect, test } from 'vitest';
import type { Backend } from '../src/backend.js';
import { executable } from '../src/compile/executable.js';
import { compile } from '../src/compile/index.js';
import { type Buffer, type Size, settle } from '../src/plan.js';
import { random } from '../src/random.js';
import { reference } from '../src/reference/index.js';
import { wasm } from '../src/wasm/index.js';

/** Windows of 3 of an image of 1 x 6 with a border of zeros, 2 channels in, 4 out; then maxima of pairs, of which a mask keeps some, doubled, as dropout does, then a dense layer. */
const POSITIONS = 6;
const windows = f.table(
  1,
  POSITIONS * 6,
  Array.from({ length: POSITIONS * 6 }, (_, k) => {
    const place = Math.floor(k / 6) + Math.floor((k % 6) / 2) - 1;
    return place < 0 || place >= 6 ? -1 : 2 * place + (k % 2);
  }),
);
const pairs = f.table(
  1,
  24,
  Array.from({ length: 24 }, (_, k) => {
    const [position, rest] = [Math.floor(k / 8), k % 8];
    return (2 * position + (rest % 2)) * 4 + Math.floor(rest / 2);
  }),
);
const [x, mask, w, b, v] = ['x', 'mask', 'w', 'b', 'v'].map(f.input) as [f.Expr, f.Expr, f.Expr, f.Expr, f.Expr];
const convolved = f.reshape(f.add(f.matmul(f.reshape(f.gather(x, windows, 'columns'), 6), w), b), POSITIONS * 4);
const active = f.maximum(convolved, 0);
const pooled = f.reshape(f.max(f.reshape(f.gather(active, pairs, 'columns'), 2), 'eachRow'), 12);
const kept = f.select(f.less(mask, 0), 0, f.mul(pooled, 2));
const y = f.matmul(kept, v);
const loss = f.mean(f.square(f.sub(y, 0.5)));

const parameters = ['w', 'b', 'v'];
const sizes = { x: ['batch', 12], mask: ['batch', 12], w: [6, 4], b: [1, 4], v: [12, 3] } as const;
const outputs = { loss, y, pooled, convolved, ...f.gradients(loss, parameters) };
const shapes: Record<string, readonly [Size, Size]> = {
  ...{ loss: [1, 1], y: ['batch', 3], pooled: ['batch', 12], convolved: ['batch', 24] },
  ...{ w: [6, 4], b: [1, 4], v: [12, 3] },
};

function computed(backend: Backend, rows: number) {
  const place = ([r, c]: readonly [Size, Size]): Buffer => ({
    ...{ region: backend.region(settle(r, 7) * settle(c, 7)), offset: 0, rows: r, cols: c },
  });
  const rng = random(3);
  const given = Object.fromEntries(
    Object.entries(sizes).map(([name, [r, c]]) => [name, rng.normal(settle(r, rows), c, { dtype: 'f64' })]),
  );
  const inputs = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, place(size)]));
  for (const [name, { region }] of Object.entries(inputs)) region.view().set(given[name]!.data);
  const results = Object.fromEntries(Object.entries(shapes).map(([name, size]) => [name, place(size)]));
  const plan = compile({
    ...{ backend, inputs, batch: 7 },
    outputs: Object.entries(outputs).map(([name, value]) => ({ value, into: results[name]! })),
  });
  executable(backend, [plan]).run(rows);
  const values = Object.keys(outputs).map((name) => {
    const [r, c] = shapes[name]!;
    return [name, Array.from(results[name]!.region.view(0, settle(r, rows) * settle(c, rows)))] as const;
  });
  return { plan, given, values };
}

describe.each([1, 2, 7])('a convolution of a batch of %i', (rows) => {
  test('gives what evaluating the expressions gives', () => {
    const { given, values } = computed(reference({ dtype: 'f64' }), rows);
    for (const [name, got] of values) {
      const want = f.evaluate(outputs[name as keyof typeof outputs]!, given).data;
      got.forEach((value, i) => {
        expect(value, `${name}[${i}]`).toBeCloseTo(want[i]!, 12);
      });
    }
  });

  test('gives the same bits on every backend, and from the expressions in single precision', () => {
    const { given, values } = computed(reference(), rows);
    expect(computed(wasm({ threads: 1 }), rows).values).toEqual(values);
    for (const name of ['y', 'convolved'] as const) {
      const simple = f.simplify(outputs[name], Object.fromEntries(Object.entries(sizes)));
      expect(Array.from(f.evaluate(simple, given, { lanes: f.f32 }).data)).toEqual(new Map(values).get(name));
    }
  });
});

test('no window is ever copied: the products read the image through the index', () => {
  const { plan } = computed(reference(), 1);
  const gathers = plan.steps.filter((step) => step.kind === 'gather');
  expect(gathers.map(({ index }) => index.cols)).toEqual([24]);
  expect(plan.steps.filter((step) => step.kind === 'matmul' && step.index)).toHaveLength(2);
});
