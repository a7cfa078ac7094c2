/** The drawing of the network, in the units of its viewBox. */
export const WIDTH = 500;
export const RADIUS = 27;
const BETWEEN = 104;
/** Of inputs, hidden units, outputs, targets and the loss. */
const COLUMNS = [42, 160, 278, 366, 455] as const;

export const heightOf = (counts: readonly number[]): number => BETWEEN * Math.max(...counts);

/** Where unit `i` of so many in a column stands. */
export const at = (column: number, count: number, height: number) => (i: number) => ({
  x: COLUMNS[column]!,
  y: height / 2 + (i - (count - 1) / 2) * BETWEEN,
});

/** How thick a weight is drawn: thicker the larger, and never out of sight. */
export const thickness = (weight: number): number => Math.min(10, 1.5 + 2.5 * Math.abs(weight));
