/** The inputs of the four samples. */
export const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;
