import { partDataFlags } from '../data/options.js';
import { jsonText } from '../terminal/json.js';
import type { Plan } from '../training/plan.js';
import type { Given } from './given.js';

/** JSON over lines, but a list of plain values on one: `[64, 32]`. */
const listsOnOneLine = (json: string) =>
  json.replace(/\[\n([^[\]{}]*?)\n *\]/g, (_, items: string) => {
    const values = items.split('\n').map((item) => item.trim());
    return `[${values.join(' ')}]`;
  });

/** The settings of a plan as a configuration that says all of them. */
export const configOf = ({ target, task, recipe }: Plan, given: Given): string => {
  const { data, others } = partDataFlags(given);
  const { model } = others;
  const settings = { target, task, ...(model !== undefined && { model }), ...recipe, ...data };
  return listsOnOneLine(jsonText(settings, undefined, 2));
};
