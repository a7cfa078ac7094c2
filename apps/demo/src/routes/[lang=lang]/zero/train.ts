import { derivative } from '@nn/formula';
import { halfSquaredError } from '@nn/loss';
import { map } from '@nn/matrix';
import {
  dense,
  diagnose,
  type Finding,
  type Network,
  NonFiniteError,
  network,
  relu,
  sigmoid,
  steps,
  tanh,
  trace,
} from '@nn/net';
import { adam, sgd } from '@nn/optim';
import { type Beginning, initOf } from './beginnings.js';
import { inputs } from './samples.js';
import type { Settings } from './settings.js';

/** So many pictures of the weights are kept, evenly over the training, besides the first. */
const PICTURES = 100;

const hidden = { sigmoid, tanh, relu };

/** A slope below this hardly lets an error through. */
const FLAT = 0.01;

/** What one training was, from its first weights to its last. */
export interface Training {
  /** What the first step shows, before it is taken. */
  readonly findings: readonly Pick<Finding, 'code' | 'layer' | 'units'>[];
  /** The largest first gradient of the hidden layer's weights, and of those to the output. */
  readonly gradient: { readonly hidden: number; readonly output: number };
  /** How many of the hidden outputs of the first step, one for each unit and sample, have an activation that is flat there. */
  readonly flat: number;
  /** How many steps were made at each picture. */
  readonly steps: readonly number[];
  readonly loss: Float64Array;
  /** The hidden units at each picture: for each its weights from x1, from x2, its biases and its weights to the output. */
  readonly weights: Float32Array;
  /** How far any hidden unit ever was from the first one, in any weight at any step. */
  readonly apart: number;
  /** How far any of their weights ever was from where it began. */
  readonly moved: number;
  /** For the four samples, at the end. */
  readonly outputs: Float32Array;
  /** Whether numbers ran away; what is kept was before. */
  readonly diverged: boolean;
}

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function make(beginning: Beginning, settings: Settings): Network<2, 1> {
  const init = initOf(beginning, settings);
  const layers = [dense(settings.units, hidden[settings.activation], { init }), dense(1, sigmoid, { init })] as const;
  return network({ inputs: 2, layers, seed: settings.seed });
}

/** The network before its first step: what its gradients are, and what a diagnosis finds. */
function examine(model: Network<2, 1>, targets: readonly number[][], settings: Settings) {
  const loss = halfSquaredError();
  const [first, second] = trace(model, inputs, targets, { loss }).layers;
  const slopes = Array.from(map(derivative(hidden[settings.activation].formula, 'x'), { x: first!.sum.value }).data);
  return {
    findings: diagnose(model, inputs, targets, { loss }).map(({ code, layer, units }) => ({ code, layer, units })),
    gradient: {
      hidden: largest(first!.parameters[0]!.gradient.value.data),
      output: largest(second!.parameters[0]!.gradient.value.data),
    },
    flat: slopes.filter((slope) => Math.abs(slope) < FLAT).length,
  };
}

export function train(beginning: Beginning, settings: Settings): Training {
  const { units, rate, steps: count, targets: wanted } = settings;
  const targets = wanted.map((target) => [target]);
  const model = make(beginning, settings);
  const examined = examine(model, targets, settings);

  const size = 4 * units;
  const read = () => model.memory.copy().subarray(0, size) as Float32Array;
  const stride = Math.ceil(count / PICTURES);
  const began = read();
  const pictures: { readonly step: number; readonly loss: number; readonly weights: Float32Array }[] = [];
  let [apart, moved, diverged] = [0, 0, false];
  const training = steps(model, inputs, targets, {
    loss: halfSquaredError(),
    optimizer: settings.optimizer === 'adam' ? adam() : sgd(),
    learningRate: rate,
    batchSize: 'all',
    shuffle: false,
  });
  let outputs = model.predict(inputs).data;
  try {
    for (let step = 0; step <= count; step++) {
      const weights = read();
      const isShown = step % stride === 0 || step === count;
      if (step === count) outputs = model.predict(inputs).data;
      // A step says what the loss was before it, so one more is made than is shown.
      const { loss } = training.next().value;
      for (let k = 0; k < size; k++) {
        apart = Math.max(apart, Math.abs(weights[k]! - weights[k - (k % units)]!));
        moved = Math.max(moved, Math.abs(weights[k]! - began[k]!));
      }
      if (isShown) pictures.push({ step, loss, weights });
    }
  } catch (error) {
    if (!(error instanceof NonFiniteError)) throw error;
    diverged = true;
  }
  const all = new Float32Array(size * pictures.length);
  pictures.forEach(({ weights }, i) => {
    all.set(weights, i * size);
  });
  return {
    ...examined,
    steps: pictures.map(({ step }) => step),
    loss: Float64Array.from(pictures, ({ loss }) => loss),
    weights: all,
    apart,
    moved,
    outputs: Float32Array.from(outputs),
    diverged,
  };
}
