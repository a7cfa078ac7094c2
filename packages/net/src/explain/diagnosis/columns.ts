import type { Matrix } from '@nn/matrix';
import { parameterName } from '../../forward.js';
import type { Place } from './finding.js';

/** The numbers of unit j: the columns j, j + units, … of a matrix, a unit of an image having one at each of its positions. */
export const ofUnit = ({ data }: Matrix, units: number, j: number): number[] =>
  // Columns are a multiple of the units, so a row more changes nothing.
  Array.from({ length: data.length / units }, (_, k) => data[k * units + j]!);

export const allZero = (values: readonly number[]): boolean => values.every((v) => v === 0);

/** The same numbers; NaN is as NaN, and 0 as -0. */
export const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((v, k) => v === b[k] || Object.is(v, b[k]));

/** The units of a layer. */
export const unitsOf = ({ units }: Place): number[] => Array.from({ length: units }, (_, j) => j);

/** The weights of the first layer from `from` on that multiplies by some. */
export const weightsFrom = ({ layers }: Place, from: number): Matrix | undefined =>
  layers
    .slice(from)
    .flatMap(({ parameters }, k) => parameters.filter(({ name }) => name === parameterName(from + k, 'weight')))
    .at(0)?.value.value;

/** The weights that lead on from unit j, where they have a row for each number of the layer's output. */
export function weightsOnFrom(place: Place, j: number): number[] | undefined {
  const { layers, i, units } = place;
  const on = weightsFrom(place, i + 1);
  if (on?.rows !== layers[i]!.output.value.cols) return undefined;
  return Array.from(on.data).filter((_, k) => Math.floor(k / on.cols) % units === j);
}
