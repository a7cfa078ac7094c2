import { type Formula, topological } from '@nn/formula';
import type { Quantity } from '@nn/net';

/** A part of the drawing in which a quantity stands. Nodes are counted from those of the inputs, edges and biases by their layer. */
export interface Place {
  readonly part: 'nodes' | 'edges' | 'biases' | 'targets' | 'loss';
  readonly layer: number;
}

/** Where in the network a quantity stands; undefined for the optimizer's numbers, which stand nowhere. */
export function placeOf({ role, layer = 0, parameter }: Quantity): Place | undefined {
  if (parameter !== undefined) return { part: parameter.endsWith('weight') ? 'edges' : 'biases', layer };
  if (role === 'setting') return undefined;
  if (role === 'input') return { part: 'nodes', layer: 0 };
  if (role === 'target') return { part: 'targets', layer: 0 };
  if (role === 'loss') return { part: 'loss', layer: 0 };
  return { part: 'nodes', layer: layer + 1 };
}

export const phases = ['forward', 'loss', 'back', 'update'] as const;

/** Which part of the step computes a quantity. */
export function phaseOf({ role }: Quantity): (typeof phases)[number] {
  if (role === 'loss') return 'loss';
  if (role === 'sum' || role === 'output') return 'forward';
  return role === 'newState' || role === 'newParameter' ? 'update' : 'back';
}

/** The names of what a formula is computed from: not of what it knows only the size of, such as the number of samples. */
export const sourcesOf = ({ expression }: Formula): ReadonlySet<string> =>
  new Set(topological([expression]).flatMap((node) => (node.op === 'input' ? [node.name] : [])));
