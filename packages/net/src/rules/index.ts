import { shown } from '@nn/formula';
import { gradient } from './gradient.js';
import { proportional } from './proportional.js';
import type { Rule } from './rule.js';
import { transposed } from './transposed.js';

/** Three rules by which errors go back, from the first idea (by share) to the exact one (by gradient). */
export const rules = { proportional, transposed, gradient } as const;

/** The name of one of `rules`. */
export type RuleName = keyof typeof rules;

/** A rule by its name, or as it is. Throws TypeError where it is neither. */
export function ruleOf(who: string, rule: RuleName | Rule = gradient): Rule {
  const found = typeof rule === 'string' ? (Object.hasOwn(rules, rule) ? rules[rule] : undefined) : rule;
  if (found?.backward?.expression) return found;
  throw new TypeError(
    `${who}: rule: expected one of ${Object.keys(rules).join(', ')}, or a rule of one's own, got ${shown(rule)}`,
  );
}
