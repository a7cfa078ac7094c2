import type { Stroke } from './image.js';

/** A two, drawn by hand on the surface of 280 by 280: what the page begins with. */
export const first: readonly Stroke[] = [
  [
    [86, 92],
    [96, 62],
    [126, 42],
    [160, 44],
    [184, 66],
    [186, 98],
    [168, 130],
    [138, 162],
    [108, 192],
    [84, 222],
    [110, 226],
    [150, 224],
    [196, 226],
  ],
];
