import { add, checkGiven, checkTruth, div, input, maximum, mul, sqrt, sub } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { flush, moments } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/** Settings of optimizers with two moments; what is left out is their paper's. */
export interface MomentOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly weightDecay?: number;
}

/** Settings of `adam` and `adamW`. */
export interface AdamOptions extends MomentOptions {
  /** The mean square is taken as the largest that it has been: steps then never grow again. Reddi, Kale and Kumar: On the Convergence of Adam and Beyond (2018). */
  readonly amsgrad?: boolean;
}

/**
 * Adam: each parameter's step is the running mean of its gradient over the root of the running mean of its square. Both, m and v, are corrected for
 * having begun at 0: p <- p - learningRate / (1 - b1^t) m / (sqrt(v) / sqrt(1 - b2^t) + epsilon).
 * Kingma and Ba: Adam, a Method for Stochastic Optimization (2015), with epsilon placed as torch.optim.Adam places it; `weightDecay` d adds d p to
 * the gradient. The paper's defaults: 0.001, 0.9, 0.999, 1e-8.
 */
export const adam = (options: AdamOptions = {}): Optimizer => adamLike('adam', options, 0);

/**
 * Adam with the weight decay taken out of the gradient: p is first made smaller by learningRate d p, then moved as by Adam.
 * Loshchilov and Hutter: Decoupled Weight Decay Regularization (2019), as torch.optim.AdamW, whose default d is 0.01.
 */
export const adamW = (options: AdamOptions = {}): Optimizer => adamLike('adamW', options, 0.01);

/** Throws RangeError where a setting is out of its range. */
export function checkMoments(name: string, { beta1, beta2, epsilon, weightDecay }: Required<Decaying>): void {
  checkRange(name, 'beta1', beta1, 0, 1);
  checkRange(name, 'beta2', beta2, 0, 1);
  checkRange(name, 'epsilon', epsilon);
  checkRange(name, 'weightDecay', weightDecay);
}
type Decaying = Omit<MomentOptions, 'learningRate'>;

function adamLike(name: 'adam' | 'adamW', options: AdamOptions, ownDecay: number): Optimizer {
  const {
    learningRate = 1e-3,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    weightDecay = ownDecay,
    amsgrad = false,
  } = checkGiven(name, options, '{ learningRate: 1e-4 }');
  checkMoments(name, { beta1, beta2, epsilon, weightDecay });
  checkTruth(`${name}: amsgrad`, amsgrad);
  const parameter = input('parameter');
  const inGradient = name === 'adam' && weightDecay !== 0;
  const apart = name === 'adamW' && weightDecay !== 0;
  const { m, v } = moments(decayedGradient(inGradient ? weightDecay : 0), beta1, beta2);
  const largest = flush(maximum(input('largest'), v));
  const denominator = add(mul(sqrt(amsgrad ? largest : v), input('rootScale')), epsilon);
  const start = apart ? mul(parameter, input('keep')) : parameter;
  return optimizer({
    name,
    learningRate,
    settings: { beta1, beta2, epsilon, weightDecay, amsgrad },
    update: {
      parameter: sub(start, mul(input('stepSize'), div(m, denominator))),
      slots: { m, v, ...(amsgrad && { largest }) },
    },
    running: { beta1Power: 1, beta2Power: 1 },
    scalars: ({ running }, { learningRate: rate, weightDecay: d }) => {
      running.beta1Power! *= beta1;
      running.beta2Power! *= beta2;
      return {
        stepSize: rate / (1 - running.beta1Power!),
        rootScale: 1 / Math.sqrt(1 - running.beta2Power!),
        ...(inGradient && decayScalar(weightDecay, d)),
        ...(apart && { keep: 1 - rate * d }),
      };
    },
  });
}
