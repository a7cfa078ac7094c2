import { add, checkCount, checkGiven, matmul } from '@nn/formula';
import type { Dim } from '@nn/matrix';
import type { Activation } from '../activations/activation.js';
import { linear } from '../activations/linear.js';
import { zeros } from '../init/constant.js';
import type { Initializer } from '../init/initializer.js';
import { usualInit } from '../init/usual.js';
import { regularizationConfig } from '../regularization/config.js';
import { checkActivation } from './check-activation.js';
import { checkWeights } from './check-weights.js';
import type { ToFlow } from './flow.js';
import type { Layer, Regularization } from './layer.js';
import { columnsOf } from './shape.js';

/** How the weights of a layer start and what keeps them small. */
export interface WeightOptions extends Regularization {
  readonly init?: Initializer;
  /** Whether a number is added to each output, which starts at 0; true unless given. */
  readonly bias?: boolean;
}

/**
 * A fully connected layer, y = f(x W + b): every output sees every input. x is n x inputs (all numbers of a sample, whatever its shape), W inputs x
 * units, b 1 x units, y n x units. The weights start as `he` for relu and as `glorot` otherwise, the bias at 0; `bias: false` leaves it out; `penalty`
 * and `constraint` are for the weights.
 * Throws RangeError where `units` is not a whole number from 1, TypeError where something is of another kind.
 */
export function dense<const Units extends number>(
  units: Units,
  activation: Activation = linear,
  options: WeightOptions = {},
): Layer<ToFlow<Dim<Units>>> {
  checkCount('dense: units', units);
  checkActivation('dense', activation);
  const {
    init = usualInit(activation),
    bias = true,
    ...regularization
  } = checkGiven('dense', options, '{ bias: false }');
  checkWeights('dense', { init, bias, ...regularization });
  return {
    kind: 'dense',
    activation,
    config: { units, bias, ...regularizationConfig(regularization) },
    outputs: () => units,
    parameters: (inputs) => [
      { name: 'weight', rows: columnsOf(inputs), cols: units, init, ...regularization },
      ...(bias ? [{ name: 'bias', rows: 1, cols: units, init: zeros }] : []),
    ],
    forward: (x, { weight, bias: b }) => (b ? add(matmul(x, weight!), b) : matmul(x, weight!)),
  };
}
