/**
 * Which random streams of a seed a network and its training draw from: each purpose has its own, far from those that `random(seed)`
 * and its user count from 0, so that data made with the same seed are not the weights again.
 */
export const streams = {
  parameter: (i: number) => 0x1000_0000 + i,
  /** A layer may draw more than once, up to 4,096 times. */
  layer: (i: number, drawn: number) => 0x2000_0000 + i + 0x1_0000 * drawn,
  shuffle: 0x3000_0000,
  validation: 0x3000_0001,
} as const;
