import { type Formula, input, type Shape, simplify, simplifyAll } from '@nn/formula';
import type { Parameter } from '../parameters.js';
import { constrained } from '../regularization/apply.js';
import type { Optimizer } from '../training/optimizer.js';
import { cutter, formulaOf } from './cut.js';
import { along, next } from './symbols.js';

/** One result of an update: a slot's new value, or at the end the parameter's, and what its constraint makes of that. */
export interface Updated {
  readonly name: string;
  readonly slot?: string;
  readonly formula: Formula;
}

/** The update of one parameter, over that parameter, its gradient, its slots and the optimizer's numbers. */
export function updateOf(
  { slots, update }: Optimizer,
  parameter: Parameter,
  symbol: string,
  settings: readonly string[],
): Updated[] {
  const own: Record<string, string> = { parameter: symbol, gradient: along('d', symbol) };
  for (const slot of slots) own[slot] = along(slot, symbol);
  const shapes: Record<string, Shape> = {
    ...Object.fromEntries(settings.map((name) => [name, [1, 1] as const])),
    ...Object.fromEntries(Object.keys(own).map((name) => [name, [parameter.rows, parameter.cols] as const])),
  };
  const simple = simplifyAll([...slots.map((slot) => update.slots[slot]!), update.parameter], shapes);
  const cut = cutter(own);
  const updated = simple.map((node, k): Updated => {
    const slot = slots[k];
    const name = next(slot === undefined ? symbol : along(slot, symbol));
    return { name, ...(slot !== undefined && { slot }), formula: cut(name, node) };
  });
  return [...updated, ...constraintOf(parameter, next(symbol))];
}

/** What the constraint of a parameter makes of its updated value, if it has one: a plan of its own, as in a training. */
const constraintOf = (parameter: Parameter, updated: string): Updated[] =>
  constrained(parameter, input(updated)).map((value) => ({
    name: next(updated),
    formula: formulaOf(simplify(value, { [updated]: [parameter.rows, parameter.cols] })),
  }));
