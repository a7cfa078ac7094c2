import { checkOption } from '@nn/formula';
/**
 * What one sample is: so many numbers, or [height, width, channels] of an image, [length, features] of a sequence. Its numbers stand in one row of a matrix, the
 * last size running fastest.
 */
export type SampleShape = number | readonly number[];

/** How many numbers a sample has. */
export const columnsOf = (shape: SampleShape): number =>
  typeof shape === 'number' ? shape : shape.reduce((n, size) => n * size, 1);

/** The last size: the channels of an image, the features of a sequence, the numbers of a plain sample. */
export const channelsOf = (shape: SampleShape): number => (typeof shape === 'number' ? shape : shape.at(-1)!);

/** The same shape with another last size. */
export const withChannels = (shape: SampleShape, channels: number): SampleShape =>
  typeof shape === 'number' ? channels : [...shape.slice(0, -1), channels];

/** '28 x 28 x 1' */
export const showShape = (shape: SampleShape): string =>
  typeof shape === 'number' ? String(shape) : shape.join(' x ');

export const sameShape = (a: SampleShape, b: SampleShape): boolean => showShape(a) === showShape(b);

/** Numbers that a sample may have: more have no place in memory beside their batch. */
const MOST_NUMBERS = 2 ** 26;

/** Throws RangeError unless every size is a whole number from 1 and the sample has a place in memory, TypeError where it is neither a number nor a list. */
export function checkShape(what: string, shape: SampleShape): void {
  const sizes = typeof shape === 'number' ? [shape] : shape;
  if (Array.isArray(sizes) && sizes.length > 0 && sizes.every((size) => Number.isInteger(size) && size >= 1)) {
    if (columnsOf(shape) <= MOST_NUMBERS) return;
    throw new RangeError(`${what}: expected at most ${MOST_NUMBERS} numbers, got ${showShape(shape)}`);
  }
  checkOption(what, shape, 'a whole number from 1, or a list of them such as [28, 28, 1]', false, 'number or list');
}

/** The sizes of an image. Throws RangeError where a sample is none. */
export function imageOf(layer: string, shape: SampleShape): readonly [height: number, width: number, channels: number] {
  if (typeof shape !== 'number' && shape.length === 3) return shape as readonly [number, number, number];
  throw new RangeError(
    `${layer}: expected images of [height, width, channels] to come in, got ${showShape(shape)}; say so in network({ inputs: [28, 28, 1], … }), or put reshape([…]) before it`,
  );
}
