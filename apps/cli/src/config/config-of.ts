import { partDataFlags } from '../data/options.js';
import type { Plan } from '../training/plan.js';
import type { Given } from './given.js';

/** JSON over lines, but a list of plain values on one: `[64, 32]`. */
const written = (values: object) =>
  JSON.stringify(values, null, 2).replace(/\[\n([^[\]{}]*?)\n *\]/g, (_, items: string) => {
    return `[${items
      .split('\n')
      .map((item) => item.trim())
      .join(' ')}]`;
  });

/** The settings of a plan as a configuration that says all of them. */
export const configOf = ({ target, task, recipe }: Plan, given: Given): string => {
  const { data, others } = partDataFlags(given);
  const { model } = others;
  return `${written({ target, task, ...(model !== undefined && { model }), ...recipe, ...data })}\n`;
};
