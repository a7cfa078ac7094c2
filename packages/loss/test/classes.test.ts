import { argmaxRows, oneHot, random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { binaryCrossEntropy, hinge, squaredHinge } from '../src/index.js';
import { double, samples } from './support.js';
import { table } from './table.js';

const rows = table.map((row) => ({ ...row, title: `${row.name}${row.options ?? ''}` }));

describe.each(rows)('$title, class numbers for one-hot rows', (row) => {
  const loss = row.make();

  test.each([1, 2, 5])('are the same target, with %d outputs', (outputs) => {
    const { y } = samples(row, 6, outputs);
    const classes = Int32Array.from(random(outputs).uniform(6, 1, { max: Math.max(2, outputs) }).data);
    const t = oneHot(classes, outputs);
    if (outputs > 1) expect(argmaxRows(t)).toEqual(classes);
    expect(loss.value(y, classes)).toBe(loss.value(y, t));
    expect(loss.gradient(y, classes)).toEqual(loss.gradient(y, t));
  });
});

test('one output has two classes', () => {
  const { y } = samples({ outputs: 'probability' }, 2, 1);
  expect(() => binaryCrossEntropy().value(y, Int32Array.of(0, 2))).toThrow(
    /target\[1\]: expected a class from 0 to 1, got 2; one column tells two classes apart/,
  );
});

test.each([hinge, squaredHinge])('%o takes a target of 0 as the side of -1', (make) => {
  const y = double([[0.5, -2, 3]]);
  expect(make().value(y, double([[0, 1, 0]]))).toBe(make().value(y, double([[-1, 1, -1]])));
  expect(make().gradient(y, Int32Array.of(1))).toEqual(make().gradient(y, double([[-1, 1, -1]])));
});
