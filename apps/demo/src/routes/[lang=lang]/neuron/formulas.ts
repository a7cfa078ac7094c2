import {
  add,
  derivative,
  type Expr,
  type Formula,
  formula,
  fromExpression,
  input,
  mapReferences,
  mul,
  simplify,
  sub,
  substitute,
  topological,
} from '@nn/formula';
import { halfSquaredError } from '@nn/loss';
import { sgd } from '@nn/optim';
import { type ActivationName, activations } from './activations.js';

const names = ['w1', 'x1', 'w2', 'x2', 'b', 'z', 'y', 't', 'delta'] as const;
const numbers = Object.fromEntries(names.map((name) => [name, [1, 1] as const]));

/** A formula of @nn for a single number: the sum or the mean of one number is that number, and no size has to be fitted. */
function ofNumbers<Names extends string>(expression: Expr, inputs: readonly Names[]): Formula<Names> {
  const done = new Map<Expr, Expr>();
  for (const node of topological([expression])) {
    const single = node.op === 'sum' || node.op === 'mean';
    const of = (n: Expr) => done.get(n) ?? n;
    done.set(node, single ? of(node.args[0]) : mapReferences(node, of));
  }
  return fromExpression(simplify(done.get(expression)!, numbers), inputs);
}

/** Its slope by one of its numbers, written as shortly. */
const slopeOf = <Names extends string>(f: Formula<Names>, name: NoInfer<Names>): Formula<Names> =>
  ofNumbers(derivative(f, name).expression, f.names);

/** z = w1 x1 + w2 x2 + b: what `dense(1)` computes of one sample of two inputs. */
export const weightedSum = formula(['w1', 'x1', 'w2', 'x2', 'b'], (w1, x1, w2, x2, b) =>
  add(add(mul(w1, x1), mul(w2, x2)), b),
);

/** y = f(z), the formula of @nn/net. */
export const outputOf = (name: ActivationName): Formula<'z'> =>
  fromExpression(substitute(activations[name].formula.expression, { x: input('z') }), ['z']);

/** E = ½ (y - t)²: the loss of @nn/loss for one output of one sample. */
export const loss = ofNumbers(halfSquaredError().formula.expression, ['y', 't']);

/** The loss of the whole neuron, from its inputs to E. Element by element, so it takes many neurons and samples at once. */
export const neuronLoss = (name: ActivationName): Formula<'w1' | 'x1' | 'w2' | 'x2' | 'b' | 't'> => {
  const y = substitute(activations[name].formula.expression, { x: weightedSum.expression });
  return fromExpression(substitute(loss.expression, { y }), ['w1', 'x1', 'w2', 'x2', 'b', 't']);
};

/** What can be learned. */
export const parameterNames = ['w1', 'w2', 'b'] as const;
export type ParameterName = (typeof parameterNames)[number];

/** ∂E/∂y and ∂y/∂z: the two factors of δ. */
export const lossSlope = slopeOf(loss, 'y');
export const outputSlope = (name: ActivationName): Formula<'z'> => slopeOf(outputOf(name), 'z');

/** δ = ∂E/∂z: the slope of the loss by the output times the slope of the output by the sum. */
export const delta = formula(['slope', 'steepness'], mul);

/** ∂E/∂w = δ ∂z/∂w, by the derivative of the weighted sum. */
export const gradientOf = (name: ParameterName): Formula<'delta' | 'x1' | 'x2'> =>
  ofNumbers(mul(input('delta'), slopeOf(weightedSum, name).expression), ['delta', 'x1', 'x2']);

/** w ← w - η g: the update of stochastic gradient descent in @nn/optim. */
export const updateOf = (name: ParameterName): Formula<ParameterName | 'eta' | 'g'> =>
  fromExpression(
    substitute(sgd().update.parameter, { parameter: input(name), learningRate: input('eta'), gradient: input('g') }),
    ['w1', 'w2', 'b', 'eta', 'g'],
  );

/** The straight line that touches the loss where the neuron is: what the slope says the loss would do. */
export const tangent = formula(['E', 'slope', 'place', 'here'], (E, slope, place, here) =>
  add(E, mul(slope, sub(place, here))),
);
