import { roundUp } from './plot.js';

/** About `count` round numbers from `from` to `to`. */
export function ticks(from: number, to: number, count = 4): number[] {
  const step = roundUp((to - from) / count);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Round numbers on a logarithmic axis: powers of ten, also 3, or 2 and 5, times them where there are few, every second or third where there are many. */
export function logTicks(from: number, to: number, most = 5): number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.floor(Math.log10(to))];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const digits = powers.length > 2 ? [1] : powers.length === 2 ? [1, 3] : [1, 2, 5];
  const marks = powers.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)));
  const within = marks.filter((mark) => mark >= from && mark <= to);
  return within.filter((_, i) => i % Math.ceil(within.length / most) === 0);
}
