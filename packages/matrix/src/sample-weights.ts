import { checkRecord, shown } from '@nn/formula';
import { checkMatrix } from './check-matrix.js';
import { fromData } from './create.js';
import type { Matrix } from './matrix.js';
import { argmaxRows } from './operations.js';

/** How much samples count. */
export interface SampleWeights {
  /** One number for each sample. */
  readonly weights?: ArrayLike<number> | undefined;
  /** One number for each class. */
  readonly classWeights?: readonly number[] | undefined;
}

/**
 * One weight for each row of t, n x 1: the one given, that of the row's class, or their product. It is undefined where neither is given. The class of a
 * row is the column of its largest number (the first of equals), so soft targets count whole as what they mostly are; of one column the classes are
 * below one half, and from there.
 * Throws RangeError where a weight is not a finite number from 0, their count differs, or none is above 0. `name` is how the error begins.
 */
export function sampleWeights(
  t: Matrix,
  given: SampleWeights,
  { name = 'sampleWeights' }: { name?: string } = {},
): Matrix | undefined {
  const { weights, classWeights } = checkRecord(`${name}: given`, given, '{ classWeights: [1, 2] }');
  checkMatrix(`${name}: t`, t);
  if (weights === undefined && classWeights === undefined) return undefined;
  const data = new Float64Array(t.rows).fill(1);
  if (weights !== undefined) {
    checkWeights(`${name}: weights`, weights, t.rows, 'sample');
    for (let i = 0; i < t.rows; i++) data[i] = weights[i]!;
  }
  if (classWeights !== undefined) {
    checkWeights(`${name}: classWeights`, classWeights, Math.max(2, t.cols), 'class');
    const classes = t.cols > 1 ? argmaxRows(t) : Int32Array.from(t.data, (v) => (v >= 0.5 ? 1 : 0));
    for (let i = 0; i < t.rows; i++) data[i]! *= classWeights[classes[i]!]!;
  }
  if (t.rows === 0 || data.some((w) => w > 0)) return fromData(t.rows, 1, data);
  const names = [weights && 'weights', classWeights && 'classWeights'].filter(Boolean).join(' times ');
  throw new RangeError(`${name}: ${names}: expected a sample whose weight is above 0, got 0 for each of ${t.rows}`);
}

function checkWeights(what: string, weights: ArrayLike<number>, count: number, each: string): void {
  const length = typeof weights === 'object' ? weights?.length : undefined;
  if (length === undefined) {
    const got = 'data' in Object(weights) ? 'a matrix; its numbers are its data' : shown(weights);
    throw new TypeError(`${what}: expected a list of numbers, one for each ${each}, got ${got}`);
  }
  if (length !== count) throw new RangeError(`${what}: expected ${count} numbers, one for each ${each}, got ${length}`);
  for (let i = 0; i < length; i++) {
    if (!(Number.isFinite(weights[i]) && weights[i]! >= 0)) {
      throw new RangeError(`${what}[${i}]: expected a finite number from 0, got ${weights[i]}`);
    }
  }
}
