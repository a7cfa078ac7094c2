import { add, checkGiven, checkOption, div, mean, mul, reshape, sqrt, square, sub } from '@nn/formula';
import { ones, zeros } from '../init/constant.js';
import type { SameFlow } from './flow.js';
import type { Layer } from './layer.js';
import { channelsOf, columnsOf } from './shape.js';

/**
 * Layer normalization: y = scale (x - mean) / sqrt(variance + epsilon) + shift, each sample for itself. Mean and variance are over the last size (all
 * units of a plain sample, the channels of a pixel), so it is the same in training and in use. Scale (one number for each channel) starts at 1, shift at
 * 0. Ba, Kiros and Hinton: Layer Normalization (2016); epsilon 1e-5 is PyTorch's default. Throws RangeError where epsilon is not above 0.
 */
export function layerNorm(options: { epsilon?: number } = {}): Layer<SameFlow> {
  const { epsilon = 1e-5 } = checkGiven('layerNorm', options, '{ epsilon: 1e-5 }');
  checkOption('layerNorm: epsilon', epsilon, 'a finite number above 0', epsilon > 0 && Number.isFinite(epsilon));
  return {
    kind: 'layerNorm',
    config: { epsilon },
    outputs: (inputs) => inputs,
    parameters: (inputs) => [
      { name: 'scale', rows: 1, cols: channelsOf(inputs), init: ones },
      { name: 'shift', rows: 1, cols: channelsOf(inputs), init: zeros },
    ],
    forward: (samples, { scale, shift }, { inputs }) => {
      const x = reshape(samples, channelsOf(inputs));
      const centered = sub(x, mean(x, 'eachRow'));
      const deviation = sqrt(add(mean(square(centered), 'eachRow'), epsilon));
      return reshape(add(mul(div(centered, deviation), scale!), shift!), columnsOf(inputs));
    },
  };
}
