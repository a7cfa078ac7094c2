import { readFileSync } from 'node:fs';
import {
  div,
  type Expr,
  exp,
  type Formula,
  fromExpression,
  input,
  max,
  sigmoid,
  sub,
  substitute,
  sum,
} from '@nn/formula';
import { type Matrix, matrix, random } from '@nn/matrix';
import { expect } from 'vitest';
import type { Link, Loss } from '../src/index.js';
import type { Row } from './table.js';

interface Case {
  readonly y: number[][];
  readonly t: number[][];
  readonly value: number;
  readonly gradient: number[][];
}

/** Class numbers as targets, with weights. */
interface WeightedCase extends Omit<Case, 't'> {
  readonly classes: number[];
  readonly classWeights: number[];
  readonly weights?: number[];
}

/** What PyTorch computes: tools/reference/losses.py. */
export const pytorch: {
  readonly losses: Readonly<Record<string, readonly Case[]>>;
  readonly links: Readonly<Record<string, readonly Case[]>>;
  /** Cross-entropy of probabilities, and of logits. */
  readonly weighted: { readonly losses: readonly WeightedCase[]; readonly links: readonly WeightedCase[] };
} = JSON.parse(readFileSync(new URL('./fixtures/pytorch.json', import.meta.url), 'utf8'));

export const double = (rows: readonly (readonly number[])[]): Matrix => matrix(rows, { dtype: 'f64' });

/** Random outputs that the loss is made for, away from where it is clipped, and targets between 0 and 1. */
export function samples({ outputs }: Pick<Row, 'outputs'>, rows: number, cols: number): { y: Matrix; t: Matrix } {
  const rng = random(rows * 100 + cols);
  const [min, max] = outputs === 'real' ? [-3, 3] : [0.1, 0.9];
  const y = rng.uniform(rows, cols, { min, max, dtype: 'f64' }).toArray();
  const total = (row: number[]) => row.reduce((a, b) => a + b);
  return {
    y: double(outputs === 'distribution' ? y.map((row) => row.map((p) => p / total(row))) : y),
    t: rng.uniform(rows, cols, { dtype: 'f64' }),
  };
}

/** The slope of f by each element of y: central differences of two widths, joined so that their errors cancel (Richardson). */
export function slopes(f: (y: Matrix) => number, y: Matrix): number[][] {
  const rows = y.toArray();
  const difference = (i: number, j: number, h: number) => {
    const moved = (by: number) => double(rows.map((row, r) => row.map((x, c) => (r === i && c === j ? x + by : x))));
    return (f(moved(h)) - f(moved(-h))) / (2 * h);
  };
  return rows.map((row, i) => row.map((_, j) => (4 * difference(i, j, 1e-4) - difference(i, j, 2e-4)) / 3));
}

/** Asserts the same size, and that no element differs by more than `within` of the largest, or of a thousandth where all are smaller: a slope of 0 is rounded too. */
export function expectClose(actual: readonly number[][], expected: readonly number[][], within: number): void {
  expect(actual.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  const largest = Math.max(1e-3, ...expected.flat().map(Math.abs));
  const difference = Math.max(...actual.flatMap((row, i) => row.map((x, j) => Math.abs(x - expected[i]![j]!))));
  expect(difference, `${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`).toBeLessThanOrEqual(
    within * largest,
  );
}

/** The activations that links are for, as a network applies them. */
const activations: Readonly<Record<string, (z: Expr) => Expr>> = {
  sigmoid,
  softmax: (z) => {
    const powers = exp(sub(z, max(z, 'eachRow')));
    return div(powers, sum(powers, 'eachRow'));
  },
};

/** The loss over what is before the activation of its link: the activation first, then the plain loss. */
export const unlinked = (loss: Loss, { activation }: Link): Formula<'y' | 't'> =>
  fromExpression(substitute(loss.formula.expression, { y: activations[activation]!(input('y')) }), ['y', 't']);

/** A formula of matrices computed in double precision, as rows; a single number is one row of one. */
export function rows(f: Formula<'y' | 't'>, y: Matrix, t: Matrix): number[][] {
  const result = f({ y, t });
  if (typeof result === 'number') return [[result]];
  const { data, cols } = result;
  return Array.from({ length: result.rows }, (_, i) => Array.from({ length: cols }, (_, j) => data[i * cols + j]!));
}
