/**
 * Which random streams of a seed the descents draw from: their own, far from those that `random(seed)` and its user count from 0, so that
 * samples made with the same seed say nothing of their order.
 */
export const streams = { order: 0x4000_0000, start: 0x4000_0001 } as const;
