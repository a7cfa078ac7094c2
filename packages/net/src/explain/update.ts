import { type Formula, type Shape, simplifyAll } from '@nn/formula';
import type { Parameter } from '../parameters.js';
import type { Optimizer } from '../training/optimizer.js';
import { cutter } from './cut.js';
import { along, next } from './symbols.js';

/** One result of an optimizer's update: a slot's new value, or at the end the parameter's. */
export interface Updated {
  readonly name: string;
  readonly slot?: string;
  readonly formula: Formula;
}

/** An optimizer's update of one parameter, over that parameter, its gradient, its slots and the optimizer's numbers. */
export function updateOf(
  { slots, update }: Optimizer,
  { rows, cols }: Parameter,
  symbol: string,
  settings: readonly string[],
): Updated[] {
  const own: Record<string, string> = { parameter: symbol, gradient: along('d', symbol) };
  for (const slot of slots) own[slot] = along(slot, symbol);
  const shapes: Record<string, Shape> = {
    ...Object.fromEntries(settings.map((name) => [name, [1, 1] as const])),
    ...Object.fromEntries(Object.keys(own).map((name) => [name, [rows, cols] as const])),
  };
  const simple = simplifyAll([...slots.map((slot) => update.slots[slot]!), update.parameter], shapes);
  const cut = cutter(own);
  return simple.map((node, k) => {
    const slot = slots[k];
    const name = next(slot === undefined ? symbol : along(slot, symbol));
    return { name, ...(slot !== undefined && { slot }), formula: cut(name, node) };
  });
}
