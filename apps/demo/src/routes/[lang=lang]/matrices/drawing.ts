/** The drawing of the layer, in the units of its viewBox. */
export const WIDTH = 420;
export const RADIUS = 28;
const BETWEEN = 80;

/** As high as its longer side needs. */
export const heightOf = (units: number, outputs: number): number => BETWEEN * Math.max(units, outputs);

const column = (x: number) => (count: number, height: number) => (i: number) => ({
  x,
  y: height / 2 + (i - (count - 1) / 2) * BETWEEN,
});

/** Where the units stand, and the outputs. */
export const unitsAt = column(98);
export const outputsAt = column(WIDTH - 98);

/** How thick a weight is drawn: thicker the larger, and never out of sight. */
export const thickness = (weight: number): number => Math.min(12, 1.5 + 2.5 * Math.abs(weight));
