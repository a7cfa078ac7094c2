/** The size of numbers: the root of the mean of their squares; 0 of none. */
export function rootMeanSquare(values: ArrayLike<number>): number {
  let squares = 0;
  for (let k = 0; k < values.length; k++) squares += values[k]! ** 2;
  return values.length === 0 ? 0 : Math.sqrt(squares / values.length);
}
