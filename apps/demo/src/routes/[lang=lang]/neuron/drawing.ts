import type { ParameterName } from './formulas.js';

/** Places in the drawing of the neuron, in the units of its viewBox. */
export const VIEW = { width: 512, height: 330 } as const;
export const SUM = { x: 292, y: 168, r: 32 } as const;
export const BEND = { x: 376, y: 168, r: 27 } as const;
export const OUTPUT = { x: 464, y: 168, r: 32 } as const;
export const TARGET = { x: 464, y: 52, r: 26 } as const;

const sources: Readonly<Record<ParameterName, { readonly x: number; readonly y: number }>> = {
  w1: { x: 40, y: 40 },
  w2: { x: 40, y: 168 },
  b: { x: 40, y: 296 },
};

/** How far along its edge the handle of a weight stands. */
const HANDLE = 0.36;

/** The edge of a weight: where it begins, and where its handle stands. */
export const edgeOf = (name: ParameterName) => {
  const from = sources[name];
  return {
    from,
    handle: { x: from.x + HANDLE * (SUM.x - from.x), y: from.y + HANDLE * (SUM.y - from.y) },
  };
};

/** How thick a weight is drawn: thicker the larger, and never out of sight. */
export const thickness = (weight: number): number => Math.min(14, 1.5 + 2 * Math.abs(weight));

/** How long the arrow of a gradient is: as the gradient while it is small, and never longer than its place. */
export const arrowLength = (gradient: number, most = 30): number => {
  const size = Math.abs(gradient);
  return size < 1e-6 ? 0 : Math.max(10, most * Math.tanh(4 * size));
};

/** How much a weight changes for each pixel that a pointer moves it. */
export const PER_PIXEL = 0.02;
