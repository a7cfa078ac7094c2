import type { Matrix } from '@nn/matrix';
import type { Layer, Loss, Network } from '@nn/net';

/** A network and what it is to be trained for. */
export interface Subject {
  readonly model: Network;
  readonly loss: Loss;
  readonly x: Matrix;
  readonly t: Matrix;
  /** What the columns of x are called; by their numbers unless given. */
  readonly columns?: readonly string[];
}

/** Layers that hand numbers on as they are, in another shape. */
const SHAPES = new Set(['flatten', 'reshape']);

/** The layer that makes a network's outputs, and where it stands. */
export function lastLayer({ layers }: Network): { layer: Layer; index: number } {
  const index = layers.findLastIndex(({ kind }) => !SHAPES.has(kind));
  return { layer: layers[Math.max(0, index)]!, index: Math.max(0, index) };
}

/** Whether `fit` computes the loss before the last activation, which is then applied once. */
export const isLinked = ({ model, loss }: Subject): boolean =>
  loss.link !== undefined && loss.link.activation === model.layers.at(-1)!.activation?.name;
