import { type Expr, evaluate, f32, gradients, simplify, sum } from '@nn/formula';
import { expect, test } from 'vitest';
import { type Given, randomCase } from '../../formula/test/random-expression.js';
import type { Backend } from '../src/backend.js';
import { executable } from '../src/compile/executable.js';
import { compile } from '../src/compile/index.js';
import type { Buffer } from '../src/plan.js';
import { reference } from '../src/reference/index.js';
import { wasm } from '../src/wasm/index.js';

/** What a backend computes of expressions over given matrices: all of them in one plan. */
function computed(backend: Backend, roots: readonly Expr[], given: Given): number[][] {
  const place = (rows: number, cols: number): Buffer => ({
    ...{ region: backend.region(rows * cols), offset: 0, rows, cols },
  });
  const inputs = Object.fromEntries(
    Object.entries(given).map(([name, rows]) => [name, place(rows.length, rows[0]!.length)]),
  );
  for (const [name, rows] of Object.entries(given)) inputs[name]!.region.view().set(rows.flat());
  const outputs = roots.map((value) => {
    const { rows, cols } = evaluate(value, given);
    return { value, into: place(rows, cols) };
  });
  executable(backend, [compile({ backend, inputs, outputs, batch: 0 })]).run(0, { seed: 0, step: 0 });
  return outputs.map(({ into }) => [...into.region.view()]);
}

const bits = (numbers: ArrayLike<number>) => new Int32Array(Float32Array.from(numbers).buffer);

test('any expression and its gradients are compiled to what they mean, and to the same bits on every backend', () => {
  const backends = { wasm: wasm({ threads: 1 }), reference: reference() };
  let compared = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const { root, given, names } = randomCase(seed);
    const roots = [root, ...Object.values(gradients(sum(root), names.slice(0, 3)))];
    const shapes = Object.fromEntries(Object.entries(given).map(([k, v]) => [k, [v.length, v[0]!.length] as const]));
    const wanted = roots.map((each) => evaluate(each, given).data);
    const exact = computed(reference({ dtype: 'f64' }), roots, given);
    roots.forEach((each, k) => {
      Array.from(wanted[k]!).forEach((x, i) => {
        const y = exact[k]![i]!;
        if (Object.is(x, y) || Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x))) return;
        expect(y, `case ${seed}, root ${k}, element ${i}`).toBe(x);
      });
      compared++;
      const single = bits(evaluate(simplify(each, shapes), given, { lanes: f32 }).data);
      for (const [name, backend] of Object.entries(backends)) {
        expect(bits(computed(backend, [each], given)[0]!), `case ${seed}, root ${k}, ${name}`).toEqual(single);
      }
    });
  }
  expect(compared).toBeGreaterThan(1000);
});
