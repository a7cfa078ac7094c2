import * as f from '@nn/formula';
import { random } from '@nn/matrix';
import { expect, test } from 'vitest';
import { columnwise } from '../src/descents/columnwise.js';

const x = f.input('x');
const y = f.input('y');
const rows = 200;
const column = (seed: number, min: number, max: number) =>
  random(seed).uniform(rows, 1, { min, max, dtype: 'f64' }).data as Float64Array;

test.each<[string, f.Expr]>([
  ['arithmetic', f.div(f.sub(f.mul(x, y), f.add(x, 2)), f.square(y))],
  ['powers', f.add(f.pow(x, 3), f.add(f.pow(f.abs(x), 0.3), f.sqrt(f.abs(y))))],
  ['exp and its kin', f.add(f.exp(x), f.add(f.log(f.abs(y)), f.add(f.tanh(x), f.add(f.sigmoid(y), f.softplus(x)))))],
  ['the error function', f.add(f.erf(x), f.erfc(y))],
  ['choices', f.select(f.less(x, y), f.minimum(x, f.neg(y)), f.maximum(f.sign(x), y))],
  ['comparisons', f.add(f.equal(x, x), f.lessOrEqual(x, y))],
  ['a derivative', f.gradients(f.sum(f.mul(f.tanh(f.mul(x, y)), x)), ['x']).x!],
  ['an input alone', x],
  ['an annotation', f.stopGradient(f.square(x))],
])('%s have the bits of evaluate', (_, expression) => {
  const inputs = { x: column(1, -3, 3), y: column(2, -3, 3) };
  const given = Object.fromEntries(Object.entries(inputs).map(([name, data]) => [name, { rows, cols: 1, data }]));
  const [got] = columnwise([expression], rows)(inputs);
  expect(got).toEqual(f.evaluate(expression, given).data);
});

test('several expressions come in their order', () => {
  const run = columnwise([f.add(x, y), f.constant(7), f.mul(x, y)], 2);
  const given = { x: Float64Array.of(1, 2), y: Float64Array.of(3, 4) };
  expect(run(given)).toEqual([Float64Array.of(4, 6), Float64Array.of(7, 7), Float64Array.of(3, 8)]);
});
