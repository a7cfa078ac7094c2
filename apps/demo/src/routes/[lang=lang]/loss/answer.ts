import {
  derivative,
  div,
  type Formula,
  formula,
  fromExpression,
  input,
  log,
  sigmoid,
  sub,
  substitute,
} from '@nn/formula';
import { binaryCrossEntropy, crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';

/** The two ways to judge an answer of yes or no by the probability of the right one. */
export const judges = ['crossEntropy', 'squared'] as const;
export type Judge = (typeof judges)[number];

const named = (f: Formula<'y' | 't'>, y: Formula<'z'>): Formula<'z' | 't'> =>
  fromExpression(substitute(f.expression, { y: y.expression }), ['z', 't']);

/** What each says of a probability y, of which t is the target. */
export const ofProbability: Readonly<Record<Judge, Formula<'y' | 't'>>> = {
  crossEntropy: binaryCrossEntropy().formula,
  squared: meanSquaredError().formula,
};

/** The same by the sum z that the probability is the sigmoid of: cross-entropy by its link, as a network computes it. */
export const ofLogit: Readonly<Record<Judge, Formula<'z' | 't'>>> = {
  crossEntropy: named(
    binaryCrossEntropy().link!.formula,
    formula(['z'], (z) => z),
  ),
  squared: named(meanSquaredError().formula, formula(['z'], sigmoid)),
};

/** z of a probability, and the probability of z. */
const logit = formula(['p'], (p) => log(div(p, sub(1, p))));
export const probability = fromExpression(sigmoid(input('z')), ['z']);

/** The surprise in bits: as many heads in a row are as unlikely. */
const bits = formula(['p'], (p) => div(log(p), Math.log(0.5)));

const judged = (judge: Judge, p: number, z: number) => ({
  value: ofProbability[judge]({ y: p, t: 1 }),
  byProbability: derivative(ofProbability[judge], 'y')({ y: p, t: 1 }),
  byLogit: derivative(ofLogit[judge], 'z')({ z, t: 1 }),
});

/** All that is said of an answer that gives the right class the probability p. */
export function answer(p: number) {
  const z = logit({ p });
  const rest = (1 - p) / 2;
  return {
    p,
    z,
    bits: bits({ p }),
    crossEntropy: judged('crossEntropy', p, z),
    squared: judged('squared', p, z),
    /** Cross-entropy where the wrong answer is two classes that share what is left. */
    three: crossEntropy().value(matrix([[p, rest, rest]], { dtype: 'f64' }), Int32Array.of(0)),
  };
}
