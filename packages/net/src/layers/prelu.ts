import { checkFinite, checkGiven, checkOption, less, mul, reshape, select } from '@nn/formula';
import { constant } from '../init/constant.js';
import type { SameFlow } from './flow.js';
import type { Layer } from './layer.js';
import { channelsOf, columnsOf } from './shape.js';

/**
 * A rectifier whose slope is learnt: y = x where x > 0, else slope x. There is one for all, or with `slopes: 'channels'` one for each channel
 * (each unit of a plain sample). It starts at 0.25. He, Zhang, Ren and Sun: Delving Deep into Rectifiers (2015), eq. 1; one slope is PyTorch's default.
 * Throws RangeError where `slopes` or `start` is not as it must be.
 */
export function prelu(options: { slopes?: 'one' | 'channels'; start?: number } = {}): Layer<SameFlow> {
  const { slopes = 'one', start = 0.25 } = checkGiven('prelu', options, '{ init: constant(0.1) }');
  checkOption('prelu: slopes', slopes, "'one' or 'channels'", slopes === 'one' || slopes === 'channels');
  checkFinite('prelu: start', start);
  return {
    kind: 'prelu',
    config: { slopes },
    outputs: (inputs) => inputs,
    parameters: (inputs) => [
      { name: 'slope', rows: 1, cols: slopes === 'one' ? 1 : channelsOf(inputs), init: constant(start) },
    ],
    forward: (samples, { slope }, { inputs }) => {
      const x = reshape(samples, channelsOf(inputs));
      return reshape(select(less(0, x), x, mul(slope!, x)), columnsOf(inputs));
    },
  };
}
