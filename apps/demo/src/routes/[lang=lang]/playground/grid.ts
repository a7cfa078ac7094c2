import { type FeatureName, featuresOf } from './features.js';
import { GRID } from './protocol.js';

/** The middle of every cell of the plane, row by row from the top, as the features that a network is given. */
export const gridOf = (names: readonly FeatureName[], reach: number): number[][] =>
  Array.from({ length: GRID * GRID }, (_, k) => {
    const cell = (2 * reach) / GRID;
    return featuresOf(names, -reach + ((k % GRID) + 0.5) * cell, reach - (Math.floor(k / GRID) + 0.5) * cell);
  });

/** One column of what a layer gives in each cell. */
export const columnOf = (maps: ArrayLike<number>, units: number, unit: number): Float32Array =>
  Float32Array.from({ length: maps.length / units }, (_, k) => maps[k * units + unit]!);
