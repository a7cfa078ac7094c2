import type { Layer } from './layer.js';
import type { SampleShape } from './shape.js';

/** A layer in its place: what comes to it and what it gives. */
export interface Placed {
  readonly layer: Layer;
  readonly inputs: SampleShape;
  readonly outputs: SampleShape;
}

/** Layers one behind the other, each with what comes to it. */
export function walk(inputs: SampleShape, layers: readonly Layer[]): Placed[] {
  let shape = inputs;
  return layers.map((layer) => {
    const placed = { layer, inputs: shape, outputs: layer.outputs(shape) };
    shape = placed.outputs;
    return placed;
  });
}

/** What comes out of the last of them; the inputs themselves where there is none. */
export const outputsOf = (inputs: SampleShape, layers: readonly Layer[]): SampleShape =>
  walk(inputs, layers).at(-1)?.outputs ?? inputs;
