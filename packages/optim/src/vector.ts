import { fromData, type Matrix } from '@nn/matrix';

/** The inner product, added up from the first to the last. */
export function dot(a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += a.data[i]! * b.data[i]!;
  return sum;
}

/** a + factor b. */
export const plus = (a: Matrix, b: Matrix, factor: number): Matrix =>
  fromData(
    a.rows,
    a.cols,
    Float64Array.from(a.data, (x, i) => x + factor * b.data[i]!),
  );

/** The same matrix, in double precision and apart from the original. */
export const copy = ({ rows, cols, data }: Matrix): Matrix => fromData(rows, cols, Float64Array.from(data));

export const allFinite = ({ data }: Matrix): boolean => data.every(Number.isFinite);

/** The largest size of a number. */
export function largest({ data }: Matrix): number {
  let most = 0;
  for (const x of data) most = Math.max(most, Math.abs(x));
  return most;
}

/** The same direction with a largest number of 1 or -1, so that its square neither overflows nor vanishes; undefined for zeros. */
export function direction(a: Matrix): Matrix | undefined {
  const most = largest(a);
  if (most === 0) return undefined;
  const scaled = Float64Array.from(a.data, (x) => x / most);
  return fromData(a.rows, a.cols, scaled);
}

/** The Euclidean length. */
export function norm(a: Matrix): number {
  const along = direction(a);
  return along ? largest(a) * Math.sqrt(dot(along, along)) : 0;
}
