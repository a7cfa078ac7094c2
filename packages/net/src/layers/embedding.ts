import { checkCount, checkGiven, gather, reshape } from '@nn/formula';
import type { Dim } from '@nn/matrix';
import { normal } from '../init/normal.js';
import { regularizationConfig } from '../regularization/config.js';
import { checkWeights } from './check-weights.js';
import type { WeightOptions } from './dense.js';
import type { EmbeddedFlow } from './flow.js';
import type { Layer } from './layer.js';
import { columnsOf } from './shape.js';

/**
 * A learnt row of `features` numbers for each of `count` things, such as words or categories. Samples of length numbers from 0 to count - 1 become
 * [length, features]. W is count x features and starts normal with deviation 1, PyTorch's default. A number that names no row gives NaN, which a
 * training reports. Mikolov et al.: Efficient Estimation of Word Representations (2013).
 * Throws RangeError where count or features is not a whole number from 1, TypeError where something is of another kind.
 */
export function embedding<const Features extends number>(
  count: number,
  features: Features,
  options: Omit<WeightOptions, 'bias'> = {},
): Layer<EmbeddedFlow<Dim<Features>>> {
  checkCount('embedding: count', count);
  checkCount('embedding: features', features);
  const { init = normal({ std: 1 }), ...regularization } = checkGiven('embedding', options, '{ init: normal() }');
  checkWeights('embedding', { init, ...regularization });
  return {
    kind: 'embedding',
    config: { count, features, ...regularizationConfig(regularization) },
    outputs: (inputs) => [columnsOf(inputs), features],
    parameters: () => [{ name: 'weight', rows: count, cols: features, init, ...regularization }],
    forward: (x, { weight }, { inputs }) =>
      reshape(gather(weight!, reshape(x, 1), 'rows'), columnsOf(inputs) * features),
  };
}
