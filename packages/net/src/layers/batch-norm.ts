import {
  add,
  checkGiven,
  checkOption,
  count,
  div,
  type Expr,
  maximum,
  mean,
  mul,
  reshape,
  sqrt,
  square,
  sub,
} from '@nn/formula';
import { ones, zeros } from '../init/constant.js';
import type { SameFlow } from './flow.js';
import type { Layer } from './layer.js';
import { channelsOf, columnsOf } from './shape.js';

/** How a running number r moves towards what a batch shows: r + momentum (new - r). */
const towards = (running: Expr, value: Expr, momentum: number): Expr =>
  add(mul(1 - momentum, running), mul(momentum, value));

/**
 * Batch normalization: y = scale (x - mean) / sqrt(variance + epsilon) + shift for each channel. Channels are the last size: each unit of a plain
 * sample. While training, mean and variance are those of the batch (and of all positions of an image); in use, the running ones, which each step of
 * training moves by `momentum` towards the batch's, its variance taken with n - 1. Scale starts
 * at 1, shift at 0. Ioffe and Szegedy: Batch Normalization (2015), algorithms 1 and 2; momentum 0.1 and epsilon 1e-5 are PyTorch's defaults.
 * Throws RangeError where a setting is out of range.
 */
export function batchNorm(options: { momentum?: number; epsilon?: number } = {}): Layer<SameFlow> {
  const { momentum = 0.1, epsilon = 1e-5 } = checkGiven('batchNorm', options, '{ momentum: 0.1 }');
  checkOption(
    'batchNorm: momentum',
    momentum,
    'a number from 0 to 1',
    Number.isFinite(momentum) && momentum >= 0 && momentum <= 1,
  );
  checkOption('batchNorm: epsilon', epsilon, 'a finite number above 0', epsilon > 0 && Number.isFinite(epsilon));
  return {
    kind: 'batchNorm',
    config: { momentum, epsilon },
    outputs: (inputs) => inputs,
    parameters: (inputs) => [
      { name: 'scale', rows: 1, cols: channelsOf(inputs), init: ones },
      { name: 'shift', rows: 1, cols: channelsOf(inputs), init: zeros },
    ],
    buffers: (inputs) => [
      { name: 'mean', rows: 1, cols: channelsOf(inputs), init: zeros },
      { name: 'variance', rows: 1, cols: channelsOf(inputs), init: ones },
    ],
    forward: (samples, { scale, shift, mean: runningMean, variance: runningVariance }, { training, inputs, keep }) => {
      const x = reshape(samples, channelsOf(inputs));
      const arranged = (y: Expr) => reshape(y, columnsOf(inputs));
      if (!training) {
        const normal = div(sub(x, runningMean!), sqrt(add(runningVariance!, epsilon)));
        return arranged(add(mul(normal, scale!), shift!));
      }
      const center = mean(x, 'eachColumn');
      const centered = sub(x, center);
      const variance = mean(square(centered), 'eachColumn');
      // Of one sample there is no variance with n - 1.
      const n = count(x, 'eachColumn');
      const unbiased = mul(variance, div(n, maximum(sub(n, 1), 1)));
      keep('mean', towards(runningMean!, center, momentum));
      keep('variance', towards(runningVariance!, unbiased, momentum));
      return arranged(add(mul(div(centered, sqrt(add(variance, epsilon))), scale!), shift!));
    },
  };
}
