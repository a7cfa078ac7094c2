import { checkOption, less, mul, select, uniform } from '@nn/formula';
import type { SameFlow } from './flow.js';
import type { Layer } from './layer.js';

/**
 * While training, each input becomes 0 with probability `rate` and is divided by 1 - rate otherwise; in use, y = x.
 * Srivastava et al.: Dropout (2014), scaled as PyTorch does. Throws RangeError where `rate` is not from 0 to below 1, TypeError where it is no number.
 */
export function dropout(rate: number): Layer<SameFlow> {
  checkOption('dropout: rate', rate, 'a number from 0 to below 1', Number.isFinite(rate) && rate >= 0 && rate < 1);
  return {
    kind: 'dropout',
    config: { rate },
    outputs: (inputs) => inputs,
    parameters: () => [],
    forward: (x, _, { training, stream }) =>
      training && rate > 0 ? select(less(uniform(stream(), x), rate), 0, mul(x, 1 / (1 - rate))) : x,
  };
}
