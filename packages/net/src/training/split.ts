import { fromData, type Matrix, random } from '@nn/matrix';
import { isSource, type RowSource } from '../row-source.js';
import { streams } from '../streams.js';

/** Samples, their targets, and what each counts where that is not 1. */
export interface Samples {
  readonly x: Matrix | RowSource;
  readonly t: Matrix | RowSource;
  /** n x 1. */
  readonly weights?: Matrix | undefined;
}

/** Samples to judge by: all of them are looked at, at once. */
export interface SamplesInMemory extends Samples {
  readonly x: Matrix;
  readonly t: Matrix;
}

export const areInMemory = (samples: Samples): samples is SamplesInMemory =>
  !isSource(samples.x) && !isSource(samples.t);

/** What these rows count together. */
export const weightOf = ({ weights }: Samples, rows: Int32Array): number =>
  weights ? rows.reduce((sum, row) => sum + weights.data[row]!, 0) : rows.length;

/** The chosen rows of a matrix, as a copy. */
function takeRows({ cols, data }: Matrix, rows: ArrayLike<number>): Matrix {
  const taken =
    data instanceof Float64Array ? new Float64Array(rows.length * cols) : new Float32Array(rows.length * cols);
  for (let i = 0; i < rows.length; i++) taken.set(data.subarray(rows[i]! * cols, (rows[i]! + 1) * cols), i * cols);
  return fromData(rows.length, cols, taken);
}

/** The class of each row if the targets are one-hot (of two columns or more) or a column of 0 and 1; else undefined. */
export function classesOf({ rows, cols, data }: Matrix): Int32Array | undefined {
  const classes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let ones = 0;
    for (let j = 0; j < cols; j++) {
      const v = data[i * cols + j]!;
      if (v !== 0 && v !== 1) return undefined;
      if (v === 1) {
        ones++;
        classes[i] = cols === 1 ? 1 : j;
      }
    }
    if (cols > 1 && ones !== 1) return undefined;
  }
  return classes;
}

/**
 * Splits a part of the samples off for validation, shuffled before it is split; where the targets are classes, each
 * class gives the same part and keeps at least one sample. Throws RangeError where nothing would be left on either side.
 */
export function splitValidation(
  { x, t, weights }: SamplesInMemory,
  part: number,
  seed: number,
): { train: SamplesInMemory; validation: SamplesInMemory } {
  if (!(part > 0 && part < 1)) {
    throw new RangeError(`fit: validation: expected samples { x, t } or a part between 0 and 1, got ${part}`);
  }
  const order = random(seed, streams.validation).permutation(x.rows);
  const classes = classesOf(t);
  const groups = new Map<number, number[]>();
  for (const row of order) {
    const key = classes ? classes[row]! : 0;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const held: number[] = [];
  const kept: number[] = [];
  // What rounding takes from one class is owed to the next, so the whole comes out right.
  let owed = 0;
  // The smallest classes first: what they keep is then taken from the larger ones.
  for (const group of [...groups.values()].sort((a, b) => a.length - b.length)) {
    owed += group.length * part;
    // One of each class stays to be learnt.
    const count = Math.min(group.length - (classes ? 1 : 0), Math.max(0, Math.round(owed - held.length)));
    held.push(...group.slice(0, count));
    kept.push(...group.slice(count));
  }
  if (held.length === 0 || kept.length === 0) {
    throw new RangeError(
      `fit: validation: ${part} of ${x.rows} samples leaves ${kept.length} to train and ${held.length} to validate; expected at least one of each`,
    );
  }
  const take = (rows: number[]): SamplesInMemory => ({
    x: takeRows(x, rows),
    t: takeRows(t, rows),
    weights: weights && takeRows(weights, rows),
  });
  return { train: take(kept), validation: take(held) };
}
