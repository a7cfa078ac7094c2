import { checkMade, shown } from '@nn/formula';
import { type Matrix, matrix, oneHot, type SampleWeights, sampleWeights, zeros } from '@nn/matrix';
import { firstNonFinite } from './first-non-finite.js';

/** Samples, one a row: a matrix (of so many columns, where that is known in types), or rows of numbers. */
// biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
export type Rows<Columns = any> = Matrix<any, Columns> | readonly (readonly number[])[];

/** What outputs should be, one row a sample, or class numbers in the place of one-hot rows (of one output: of the 0 and 1 itself). */
// biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
export type Targets<Columns = any> = Rows<Columns> | Int32Array;

/** Samples as a matrix; none at all are 0 x `cols`. Throws TypeError where they are neither. */
export function toMatrix(rows: Rows, what: string, cols: number): Matrix {
  if (Array.isArray(rows)) {
    if (rows.length === 0) return zeros(0, cols);
    if (rows.length > 0 && !Array.isArray(rows[0])) {
      throw new TypeError(
        `${what}: expected a matrix or rows of numbers, got an array of ${shown(rows[0])}; for one sample write [[…]]`,
      );
    }
    // In double precision, whatever the backend: an f64 network sees the numbers as they were written.
    return matrix(rows, { dtype: 'f64' });
  }
  const m = rows as Matrix;
  if (typeof m?.rows !== 'number' || !m.data) {
    throw new TypeError(`${what}: expected a matrix or rows of numbers, got ${shown(rows)}`);
  }
  return m;
}

/** Targets as a matrix, class numbers as one-hot rows. */
function toTargets(t: Targets, what: string, cols: number): Matrix {
  if (t instanceof Int32Array) return oneHot(t, cols, { name: what });
  const flat = Array.isArray(t) ? typeof t[0] === 'number' : ArrayBuffer.isView(t);
  if (!flat) return toMatrix(t, what, cols);
  throw new TypeError(
    `${what}: expected a matrix or rows of numbers, got a flat list; of class numbers make Int32Array.from(…), of one number a sample rows of one`,
  );
}

/** Throws RangeError unless x has this many columns. */
export function checkColumns(what: string, x: { rows: number; cols: number }, cols: number, who: string): void {
  if (x.cols !== cols) throw new RangeError(`${what} is ${x.rows} x ${x.cols}, but ${who} ${cols} columns`);
}

/** Throws RangeError at the first number that is not finite. */
function checkFinite(what: string, { data, cols }: Matrix): void {
  const at = firstNonFinite(data);
  if (at < 0) return;
  const [i, j] = [Math.floor(at / cols), at % cols];
  throw new RangeError(
    `${what}: row ${i}, column ${j} is ${data[at]}; expected a finite number (fill in or drop missing values first)`,
  );
}

/** Throws TypeError where it is no network. */
export const checkModel = (who: string, model: { readonly memory?: unknown }): void =>
  checkMade(`${who}: model`, model, 'a network, as network({ … }) makes it', model?.memory);

/** Throws RangeError unless there is one target for each sample, and one sample at least. */
export function checkSameRows(who: string, x: { rows: number }, t: { rows: number }): void {
  if (x.rows !== t.rows) {
    throw new RangeError(`${who}: x has ${x.rows} rows and t ${t.rows}; expected one target for each sample`);
  }
  if (x.rows === 0) throw new RangeError(`${who}: x has no rows; expected at least one sample`);
}

/** Samples for a network, as a matrix: the right columns, finite numbers. Throws TypeError and RangeError where they are not. */
export function checkInputs(who: string, { inputs }: { inputs: number }, x: Rows): Matrix {
  const samples = toMatrix(x, `${who}: x`, inputs);
  checkColumns(`${who}: x`, samples, inputs, 'this network takes');
  checkFinite(`${who}: x`, samples);
  return samples;
}

/** Targets for a network, as a matrix. Throws as `checkInputs` does. */
export function checkTargets(who: string, { outputs }: { outputs: number }, t: Targets): Matrix {
  const targets = toTargets(t, `${who}: t`, outputs);
  checkColumns(`${who}: t`, targets, outputs, 'this network gives');
  checkFinite(`${who}: t`, targets);
  return targets;
}

/** x and t of one data set and what each sample counts, checked against a network: as many rows, the right columns, finite numbers. */
export function checkSamples(
  who: string,
  model: { inputs: number; outputs: number; memory?: unknown },
  x: Rows,
  t: Targets,
  counts: SampleWeights = {},
): [x: Matrix, t: Matrix, weights: Matrix | undefined] {
  checkModel(who, model);
  const [samples, targets] = [checkInputs(who, model, x), checkTargets(who, model, t)];
  checkSameRows(who, samples, targets);
  return [samples, targets, sampleWeights(targets, counts, { name: who })];
}
