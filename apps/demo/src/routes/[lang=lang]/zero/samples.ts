/** The inputs of the four samples: no and yes as -1 and 1. */
export const inputs = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
] as const;
