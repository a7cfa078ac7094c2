import type { Matrix } from '@nn/matrix';
import type { TracedLayer } from '../quantity.js';
import type { Place } from './finding.js';

/** Column j of a matrix: a unit's numbers, one for each sample, or its weights, one for each input. */
export const column = ({ rows, cols, data }: Matrix, j: number): number[] =>
  Array.from({ length: rows }, (_, i) => data[i * cols + j]!);

export const row = ({ cols, data }: Matrix, i: number): number[] => Array.from(data.subarray(i * cols, (i + 1) * cols));

export const allZero = (values: readonly number[]): boolean => values.every((v) => v === 0);

/** The same numbers; NaN is as NaN, and 0 as -0. */
export const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((v, k) => v === b[k] || Object.is(v, b[k]));

/** The numbers of a layer's units. */
export const unitsOf = ({ output }: TracedLayer): number[] => Array.from({ length: output.value.cols }, (_, j) => j);

/** The weights that lead on from a layer (a row for each of its units): those of the next layer that has some. */
export const weightsOn = ({ layers, i }: Place): Matrix | undefined =>
  layers
    .slice(i + 1)
    .flatMap(({ parameters }) => parameters)
    .find(({ value }) => value.value.rows === layers[i]!.output.value.cols)?.value.value;
