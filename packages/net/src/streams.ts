/**
 * Which random streams of a seed a network and its training draw from: each purpose has its own, far from those that `random(seed)`
 * and its user count from 0, so that data made with the same seed are not the weights again.
 */
export const streams = {
  parameter: (i: number) => 0x1000_0000 + i,
  layer: (i: number) => 0x2000_0000 + i,
  shuffle: 0x3000_0000,
  validation: 0x3000_0001,
} as const;
