import { digits, fitPipeline } from '@nn/data';
import { fromData } from '@nn/matrix';
import type { FitOptions, Rows, Targets } from '@nn/net';
import { type Images, mnist } from '../mnist.js';

/** What a network learns from, and what it is judged by. */
export interface Data {
  readonly train: { readonly x: Rows; readonly t: Targets };
  readonly test: Exclude<FitOptions['validation'], number | undefined>;
}

/** Every fifth image of each digit for testing, from the `seed`-th on: five seeds test every image once. */
function fold(seed: number) {
  const all = digits();
  const met = new Map<string, number>();
  const [train, test]: [number[], number[]] = [[], []];
  for (const [row, digit] of all.column('digit').cells.entries()) {
    const count = met.get(digit) ?? 0;
    met.set(digit, count + 1);
    (count % 5 === seed % 5 ? test : train).push(row);
  }
  return { train: all.select(train), test: all.select(test) };
}

/** The digits of `@nn/data` with standardized pixels, as the README has them. */
export function standardizedDigits(seed: number): Data {
  const { train, test } = fold(seed);
  const pipeline = fitPipeline(train, { target: 'digit' });
  const [a, b] = [pipeline.encode(train), pipeline.encode(test)];
  return { train: { x: a.x, t: a.t! }, test: { x: b.x, t: b.t! } };
}

/** The digits of `@nn/data` with pixels from 0 to 1. */
export function plainDigits(seed: number): Data {
  const images = (part: ReturnType<typeof fold>['train']): Images => {
    const pixels = part.without('digit').columns;
    const x = Float32Array.from(
      { length: part.rows * pixels.length },
      (_, k) => Number(pixels[k % pixels.length]!.cells[Math.floor(k / pixels.length)]) / 16,
    );
    return { x: fromData(part.rows, pixels.length, x), t: Int32Array.from(part.column('digit').cells, Number) };
  };
  const { train, test } = fold(seed);
  return { train: images(train), test: images(test) };
}

let read: ReturnType<typeof mnist>;

/** MNIST, the same for each seed, read once; undefined where it is not there. */
export function mnistImages(): Data | undefined {
  read ??= mnist();
  return read;
}
