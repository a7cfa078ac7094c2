import { add, div, log, mean, mul, square, sub } from '@nn/formula';
import { type Loss, loss } from '@nn/loss';

/**
 * mean(log(1 + ½ (e / scale)²)) with e = y - t: about ½ (e / scale)² where errors are small; where they are large, the larger the less they pull. Barron: A General and
 * Adaptive Robust Loss Function (2019), with alpha 0. Throws RangeError where scale is not a finite number above 0.
 */
export function cauchy({ scale = 1 }: { scale?: number } = {}): Loss {
  if (!(scale > 0 && Number.isFinite(scale)))
    throw new RangeError(`cauchy: scale: expected a finite number above 0, got ${scale}`);
  return loss('cauchy', (y, t) => mean(log(add(1, mul(0.5, square(div(sub(y, t), scale)))))));
}
