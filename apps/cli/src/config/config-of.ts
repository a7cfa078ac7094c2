import { jsonText } from '../terminal/json.js';
import type { Plan } from '../training/plan.js';
import type { Given } from './given.js';

/** The settings of a plan as a configuration that says all of them. */
export const configOf = ({ target, task, recipe }: Plan, { model }: Given): string =>
  jsonText({ target, task, ...(model !== undefined && { model }), ...recipe }, undefined, 2);
