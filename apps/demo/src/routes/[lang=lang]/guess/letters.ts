import { type Formula, fromExpression, type Given, input, substitute } from '@nn/formula';

/** A letter for each name that guessWeights computes with; what has an index gets that of its weight. */
export const letters = (i: number) => ({
  prediction: 'y',
  target: 't',
  error: 'e',
  learningRate: 'eta',
  x_i: `x${i + 1}`,
  w_i: `w${i + 1}`,
  share_i: `s${i + 1}`,
  part_i: `e${i + 1}`,
  move_i: `Delta${i + 1}`,
});

/** What was computed, with letters for its names: formulas of whole words are too long for a page. */
export function lettered(
  { formula, values }: { readonly formula: Formula; readonly values: Readonly<Record<string, Given>> },
  i: number,
) {
  const short: Readonly<Record<string, string>> = letters(i);
  const renamed = Object.fromEntries(Object.entries(values).map(([name, value]) => [short[name] ?? name, value]));
  const inputs = Object.fromEntries(formula.names.map((name) => [name, input(short[name] ?? name)]));
  return {
    formula: fromExpression(substitute(formula.expression, inputs), Object.keys(renamed)),
    values: renamed,
  };
}
