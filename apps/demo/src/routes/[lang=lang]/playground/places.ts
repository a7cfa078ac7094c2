/** How far neurons of a layer stand apart, and how high the drawing of the network is: as many as there may be. */
const PITCH = 50;
export const HEIGHT = 8 * PITCH;

/** How high the middle of a neuron is drawn, of so many in its layer. */
export const heightOf = (unit: number, units: number): number => HEIGHT / 2 + (unit - (units - 1) / 2) * PITCH;

/** How far to the right a layer is drawn, as a part of the width. */
export const placeOf = (layer: number, layers: number): number => (layer + 0.5) / layers;
