import { checkFinite, checkGiven } from '@nn/formula';
import { fromData } from '@nn/matrix';
import type { Initializer } from './initializer.js';

/** Makes each of the vectors of length 1 and orthogonal to those before it (Gram and Schmidt, twice over so that rounding is no matter). */
function orthonormalize(vectors: readonly Float64Array[]): void {
  vectors.forEach((v, k) => {
    for (const before of [...vectors.slice(0, k), ...vectors.slice(0, k)]) {
      const along = v.reduce((sum, x, i) => sum + x * before[i]!, 0);
      before.forEach((x, i) => {
        v[i]! -= along * x;
      });
    }
    const length = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    v.forEach((x, i) => {
      v[i] = x / length;
    });
  });
}

/**
 * `gain` times a random orthogonal matrix, so that signals keep their length through many layers. Its columns (rows, where there are fewer of them) are
 * of length 1 and orthogonal; the gain is 1 by default. Each such matrix is equally likely. Saxe, McClelland and Ganguli: Exact solutions to the
 * nonlinear dynamics of learning in deep linear neural networks (2014); PyTorch's orthogonal_.
 * Throws TypeError where something is of another kind.
 */
export function orthogonal(options: { gain?: number } = {}): Initializer {
  const { gain = 1 } = checkGiven('orthogonal', options, '{ gain: 1.4 }');
  checkFinite('orthogonal: gain', gain);
  return (rows, cols, random) => {
    const [count, length] = [Math.min(rows, cols), Math.max(rows, cols)];
    const { data } = random.normal(count, length, { dtype: 'f64' });
    const vectors = Array.from({ length: count }, (_, k) =>
      Float64Array.from(data.subarray(k * length, (k + 1) * length)),
    );
    orthonormalize(vectors);
    const at = (i: number, j: number) => (rows < cols ? vectors[i]![j]! : vectors[j]![i]!);
    const result = Float32Array.from({ length: rows * cols }, (_, k) => gain * at(Math.floor(k / cols), k % cols));
    return fromData(rows, cols, result);
  };
}
