import { roundUp } from './plot.js';

/** About `count` round numbers from `from` to `to`. */
export function ticks(from: number, to: number, count = 4): number[] {
  const step = roundUp((to - from) / count);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The powers of ten from `from` to `to`, every second or third of them where there are many. */
export function powersOfTen(from: number, to: number, most = 5): number[] {
  const [first, last] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  const stride = Math.max(1, Math.ceil((last - first + 1) / most));
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => 10 ** (first + i * stride));
}
