import { latex, mathml, text } from '@nn/formula';
import { type Matrix, matrix, zeros } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import * as losses from '../src/index.js';
import { double, expectClose, pytorch, samples, slopes } from './support.js';
import { table } from './table.js';

test('every loss of the package is in the table', () => {
  const { checkLoss: _, loss: __, weighted: ___, ...factories } = losses;
  expect([...new Set(table.map(({ name }) => name))].sort()).toEqual(Object.keys(factories).sort());
});

describe.each(table.map((row) => ({ ...row, title: `${row.name}${row.options ?? ''}` })))('$title', (row) => {
  const { name, make, over, title } = row;
  const loss = make();
  const sizes = [
    [1, 1],
    [4, 1],
    [5, 3],
  ] as const;

  test('has the name of its factory', () => {
    expect(loss.name).toBe(name);
  });

  const cases = pytorch.losses[title] ?? [];
  const reason = cases.length > 0 ? '' : ' (no numbers yet: add a line to tools/reference/losses.py and run it)';
  test.skipIf(cases.length === 0)(`has the value and the gradient of PyTorch${reason}`, () => {
    for (const { y, t, value, gradient } of cases) {
      expectClose([[loss.value(double(y), double(t))]], [[value]], 1e-12);
      expectClose(loss.gradient(double(y), double(t)).toArray(), gradient, 1e-12);
    }
  });

  test('has the slope that differences of its value have', () => {
    for (const [n, outputs] of sizes) {
      const { y, t } = samples(row, n, outputs);
      const slope = slopes((at) => loss.value(at, t), y);
      expectClose(loss.gradient(y, t).toArray(), slope, 1e-9);
    }
  });

  test('gives a gradient in the precision of the output, at most one rounding from that in double precision', () => {
    const { y, t } = samples(row, 5, 3);
    const [y32, t32] = [matrix(y.toArray()), matrix(t.toArray())];
    const single = loss.gradient(y32, t32);
    expect(single.data).toBeInstanceOf(Float32Array);
    const exact = loss.gradient(double(y32.toArray()), double(t32.toArray()));
    expect(exact.data).toBeInstanceOf(Float64Array);
    expect(single.data).toEqual(Float32Array.from(exact.data));
  });

  test('writes the gradient to `out` and returns it', () => {
    const { y, t } = samples(row, 4, 3);
    const out = zeros(4, 3, { dtype: 'f64' });
    expect(loss.gradient(y, t, { out })).toBe(out);
    expect(out.toArray()).toEqual(loss.gradient(y, t).toArray());
    expect(out.data.some((x) => x !== 0)).toBe(true);
  });

  describe('with weights', () => {
    const { y, t } = samples(row, 4, 3);
    const weights = (...each: number[]) => ({ weights: double(each.map((w) => [w])) });
    const chosen = (m: Matrix, ...indices: number[]) => double(indices.map((i) => m.toArray()[i]!));

    test('of 1 it is what it is without', () => {
      expectClose([[loss.value(y, t, weights(1, 1, 1, 1))]], [[loss.value(y, t)]], 1e-14);
      expectClose(loss.gradient(y, t, weights(1, 1, 1, 1)).toArray(), loss.gradient(y, t).toArray(), 1e-14);
    });

    test('that are all multiplied, a mean stays and a sum is multiplied', () => {
      const [plain, tripled] = [weights(0.5, 1, 2, 0.25), weights(1.5, 3, 6, 0.75)];
      const factor = over === 'mean' ? 1 : 3;
      expectClose([[loss.value(y, t, tripled)]], [[factor * loss.value(y, t, plain)]], 1e-14);
      const expected = loss.gradient(y, t, plain).toArray();
      expectClose(
        loss.gradient(y, t, tripled).toArray(),
        expected.map((g) => g.map((x) => factor * x)),
        1e-14,
      );
    });

    test('a weight of 2 is the sample twice, a weight of 0 the sample absent', () => {
      const given = weights(1, 2, 0, 1);
      const repeated = [chosen(y, 0, 1, 1, 3), chosen(t, 0, 1, 1, 3)] as const;
      expectClose([[loss.value(y, t, given)]], [[loss.value(...repeated)]], 1e-14);
      const [first, twin, again, last] = loss.gradient(...repeated).toArray();
      const both = twin!.map((x, j) => x + again![j]!);
      const absent = both.map(() => 0);
      expectClose(loss.gradient(y, t, given).toArray(), [first!, both, absent, last!], 1e-14);
    });

    test('has the slope that differences of its value have', () => {
      const given = weights(0.5, 2, 0, 1.25);
      const slope = slopes((at) => loss.value(at, t, given), y);
      expectClose(loss.gradient(y, t, given).toArray(), slope, 1e-9);
    });
  });

  test('prints as a formula of y and t', () => {
    const names = /(?<![a-z\\])y(?![a-z]).*(?<![a-z\\])t(?![a-z])|(?<![a-z\\])t(?![a-z]).*(?<![a-z\\])y(?![a-z])/s;
    expect(text(loss.formula)).toMatch(names);
    expect(latex(loss.formula)).toMatch(names);
    expect(mathml(loss.formula)).toMatch(/<mi>y<\/mi>.*<mi>t<\/mi>|<mi>t<\/mi>.*<mi>y<\/mi>/s);
  });
});
