import { add, matmul } from '@nn/formula';
import type { Activation } from '../activations/activation.js';
import { linear } from '../activations/linear.js';
import { zeros } from '../init/constant.js';
import { glorot } from '../init/glorot.js';
import { he } from '../init/he.js';
import type { Initializer } from '../init/initializer.js';
import type { Layer } from './layer.js';

/** How a dense layer starts, where its activation is relu or anything else. */
const usualInit = (activation: Activation): Initializer => (activation.name === 'relu' ? he() : glorot());

/**
 * y = f(x W + b): every output sees every input. x is n x inputs, W inputs x units, b 1 x units, y n x units. The weights
 * start as `he` for relu and as `glorot` otherwise, the bias at 0; `bias: false` leaves it out.
 * Throws RangeError where `units` is not a whole number from 1.
 */
export function dense(
  units: number,
  activation: Activation = linear,
  { init = usualInit(activation), bias = true }: { init?: Initializer; bias?: boolean } = {},
): Layer {
  if (!Number.isInteger(units) || units < 1) {
    throw new RangeError(`dense: units: expected a whole number from 1, got ${units}`);
  }
  if (!activation?.formula?.expression) {
    throw new TypeError(
      `dense: activation: expected one of @nn/net such as relu, got ${JSON.stringify(activation) ?? 'a function'}`,
    );
  }
  return {
    kind: 'dense',
    activation,
    config: { units, bias },
    outputs: () => units,
    parameters: (inputs) => [
      { name: 'weight', rows: inputs, cols: units, init },
      ...(bias ? [{ name: 'bias', rows: 1, cols: units, init: zeros }] : []),
    ],
    forward: (x, { weight, bias: b }) => (b ? add(matmul(x, weight!), b) : matmul(x, weight!)),
  };
}
