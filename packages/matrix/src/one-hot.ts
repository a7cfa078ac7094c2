import { checkCount, checkGiven, checkOption } from '@nn/formula';
import { blank } from './create.js';
import type { Dim, DType, Matrix } from './matrix.js';

/**
 * Class numbers as rows: n x k, row i has a 1 in column classes[i] and 0 elsewhere, so `argmaxRows` gives the classes back. One column (k = 1) is
 * for two classes, and holds the 0 or 1 itself. Throws RangeError where k is not a whole number from 1, and where a class is none of 0 to k - 1 (of 0 and 1
 * for one column), with its position. `name` is what the error calls the classes.
 */
export function oneHot<K extends number>(
  classes: ArrayLike<number>,
  k: K,
  options: { dtype?: DType; name?: string } = {},
  // biome-ignore lint/suspicious/noExplicitAny: any number of rows
): Matrix<any, Dim<K>> {
  const { dtype = 'f32', name = 'oneHot: classes' } = checkGiven('oneHot', options, "{ dtype: 'f64' }");
  checkCount('oneHot: k', k);
  const isList = typeof classes === 'object' && typeof classes?.length === 'number';
  checkOption(name, classes, 'a list of class numbers', isList, 'none');
  const result = blank('oneHot', classes.length as number, k, { dtype });
  const count = Math.max(2, k);
  for (let i = 0; i < classes.length; i++) {
    const c = classes[i]!;
    if (!(Number.isInteger(c) && c >= 0 && c < count)) {
      const more = k === 1 && c > 1 ? '; one column tells two classes apart, more of them take a column each' : '';
      throw new RangeError(`${name}[${i}]: expected a class from 0 to ${count - 1}, got ${c}${more}`);
    }
    if (k === 1) result.data[i] = c;
    else result.data[i * k + c] = 1;
  }
  return result;
}
