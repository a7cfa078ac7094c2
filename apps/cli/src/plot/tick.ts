import { short } from '../terminal/words.js';

/** A number beside an axis: of many digits it is written with a power of ten, so that it fits. */
export function tick(value: number): string {
  const size = Math.abs(value);
  const text = size >= 1e5 || (size < 1e-3 && size > 0) ? Number(value.toPrecision(4)).toExponential() : short(value);
  return text.replace('-', '−').replace('e+', 'e').replace('e-', 'e−');
}
