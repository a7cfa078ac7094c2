import {
  add,
  derivative,
  type Formula,
  formula,
  fromExpression,
  input,
  mul,
  simplify,
  sub,
  substitute,
} from '@nn/formula';
import { halfSquaredError } from '@nn/loss';
import { sgd } from '@nn/optim';
import { type ActivationName, activations } from './activations.js';

const number = [1, 1] as const;

/** z = w1 x1 + w2 x2 + b: what `dense(1)` computes of one sample of two inputs. */
export const weightedSum = formula(['w1', 'x1', 'w2', 'x2', 'b'], (w1, x1, w2, x2, b) =>
  add(add(mul(w1, x1), mul(w2, x2)), b),
);

/** y = f(z), the formula of @nn/net. */
export const outputOf = (name: ActivationName): Formula<'z'> =>
  fromExpression(substitute(activations[name].formula.expression, { x: input('z') }), ['z']);

/** E = ½ (y - t)²: the loss of @nn/loss for one output of one sample. */
export const loss: Formula<'y' | 't'> = fromExpression(
  simplify(halfSquaredError().formula.expression, { y: number, t: number }),
  ['y', 't'],
);

/** The loss of the whole neuron, from its inputs to E. */
export const neuronLoss = (name: ActivationName): Formula<'w1' | 'x1' | 'w2' | 'x2' | 'b' | 't'> => {
  const y = substitute(activations[name].formula.expression, { x: weightedSum.expression });
  return fromExpression(substitute(loss.expression, { y }), ['w1', 'x1', 'w2', 'x2', 'b', 't']);
};

/** What can be learned. */
export const parameterNames = ['w1', 'w2', 'b'] as const;
export type ParameterName = (typeof parameterNames)[number];

/** ∂E/∂y and ∂y/∂z: the two factors of δ. */
export const lossSlope = derivative(loss, 'y');
export const outputSlope = (name: ActivationName): Formula<'z'> => derivative(outputOf(name), 'z');

/** δ = ∂E/∂z: the slope of the loss by the output times the slope of the output by the sum. */
export const delta = formula(['slope', 'steepness'], mul);

/** ∂E/∂w = δ ∂z/∂w, by the derivative of the weighted sum. */
export const gradientOf = (name: ParameterName): Formula<'delta' | 'x1' | 'x2'> =>
  fromExpression(mul(input('delta'), derivative(weightedSum, name).expression), ['delta', 'x1', 'x2']);

/** w ← w - η g: the update of stochastic gradient descent in @nn/optim. */
export const updateOf = (name: ParameterName): Formula<ParameterName | 'eta' | 'g'> =>
  fromExpression(
    substitute(sgd().update.parameter, { parameter: input(name), learningRate: input('eta'), gradient: input('g') }),
    ['w1', 'w2', 'b', 'eta', 'g'],
  );

/** The straight line that touches the loss at a weight: what the gradient says the loss would do. */
export const tangent = formula(['E', 'g', 'w', 'at'], (E, g, w, at) => add(E, mul(g, sub(w, at))));
