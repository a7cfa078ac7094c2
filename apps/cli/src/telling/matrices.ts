import { type Formula, input, text, type Values } from '@nn/formula';
import type { Quantity } from '@nn/net';
import { abridged } from './abridged.js';
import type { Equations } from './step.js';

/** A matrix on one line, as formulas print it: [[2, 1], [3, 4]]. */
export const matrixText = (m: Values): string => text(input('m'), { values: { m } });

/** What is needed to print a matrix that was computed. */
export interface WrittenMatrix {
  readonly formula: Formula;
  readonly values: Readonly<Record<string, Values>>;
  readonly value: Values;
}

/** Every place of a matrix, row by row. */
const places = ({ rows, cols }: Values) =>
  Array.from({ length: rows * cols }, (_, k) => [Math.floor(k / cols), k % cols] as const);

/** A matrix: its formula in symbols, and how each of its numbers comes about (of many the first ones and the last); rows and columns count from 0. */
export function eachElement(name: string, { formula, values, value }: WrittenMatrix): Equations {
  const single = value.rows === 1 && value.cols === 1;
  const line = ([i, j]: readonly [number, number]) =>
    [single ? '' : `${name}[${i}, ${j}]`, text(formula, { values, element: [i, j] })] as const;
  // A large matrix has many more places than are told.
  const lines = abridged(places(value), 4, 1).map((place) => (place ? line(place) : (['…', ''] as const)));
  return { equations: [[name, text(formula)], ...lines] };
}

/** A quantity of a trace with the quantities that its formula names. */
export const ofTrace = ({ formula, value }: Quantity, values: Readonly<Record<string, Values>>): WrittenMatrix => ({
  formula: formula!,
  values: Object.fromEntries(formula!.names.map((name) => [name, values[name]!])),
  value,
});
