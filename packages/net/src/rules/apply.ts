import { add, conform, type Expr, matmul, stopGradient, substitute, topological, withAdjoint } from '@nn/formula';
import type { SendBack } from '../forward.js';
import { gradient } from './gradient.js';
import type { Rule } from './rule.js';

/** Whether a layer multiplies its input by its weights: only there a rule has something to say. */
const multiplies = (sum: Expr, input: Expr, weight: Expr): boolean =>
  topological([sum]).some(({ op, args }) => op === 'matmul' && args[0] === input && args[1] === weight);

/**
 * How a rule is put into the expression of a layer: the input is taken as a constant, and a zero is added whose derivative by the input is
 * stated as the rule has it. The value stays the same, to the bit; `gradient` needs nothing of the sort.
 */
export function applyRule(rule: Rule): SendBack | undefined {
  if (rule === gradient) return undefined;
  return ({ input, weight, sumOf, activate }) => {
    if (!weight || !multiplies(sumOf(input), input, weight)) return undefined;
    const sum = sumOf(stopGradient(input));
    const backward = substitute(rule.backward.expression, { W: weight });
    const bridged = (value: Expr) =>
      add(
        value,
        withAdjoint(conform(0, value), input, (_, error) => matmul(error, backward)),
      );
    const logits = bridged(sum);
    return { sum, logits, output: rule.sends === 'error' ? bridged(activate(sum)) : activate(logits) };
  };
}
