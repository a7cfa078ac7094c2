import { partDataFlags } from '../data/options.js';
import { jsonText } from '../terminal/json.js';
import type { Plan } from '../training/plan.js';
import type { Given } from './given.js';

/** The settings of a plan as a configuration that says all of them. */
export const configOf = ({ target, task, recipe }: Plan, given: Given): string => {
  const { data, others } = partDataFlags(given);
  const { model } = others;
  return jsonText({ target, task, ...(model !== undefined && { model }), ...recipe, ...data }, undefined, 2);
};
