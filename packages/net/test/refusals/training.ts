import { reference } from '@nn/matrix';
import { lbfgs, sgd } from '@nn/optim';
import { bad, infinite, outside, type Refusal, type Refusals } from '../../../../refusals.shared.js';
import * as net from '../../src/index.js';
import { f1 } from '../../src/metrics/index.js';

import { counted, fitting, loss, losses, make, model, none, options, rate, rule, run, samples, t, x } from './given.js';

const validation = 'validation: expected samples { x, t } or a part between 0 and 1';
const metric = 'expected a metric such as accuracy()';
const finding = (changed: object) => net.findLearningRate(make(), x, t, { ...options, ...changed });
const comparing = (changed: object) =>
  net.compareTrainings({ one: { model: make() } }, x, t, { ...options, ...changed });
const tracing = (changed: object) => net.trace(model, x, t, { loss, ...changed });
const evaluating = (metrics: unknown) => net.evaluate(model, x, t, { loss, metrics: bad(metrics) });
const checked = (changed: object) => net.checkGradients(model, x, t, { loss, ...changed });
const other = (await net.fit(make(), x, t, { ...options, epochs: 0 })).run;
const callback = 'expected a callback such as earlyStopping()';

export const training: Refusals = {
  fit: [
    ...samples((...given) => net.fit(...given, options)),
    ...run((given) => net.fit(make(), x, t, given)),
    ...rate((given) => fitting(given)()),
    ...counted((given) => fitting(given)()),
    ...outside((epochs) => fitting({ epochs })(), 'epochs: expected a whole number from 0', -1, 1.5, ...infinite),
    [fitting({ validation: 0 }), RangeError, `${validation}, got 0`],
    [fitting({ validation: 1 }), RangeError, `${validation}, got 1`],
    [fitting({ validation: Number.NaN }), RangeError, `${validation}, got NaN`],
    [fitting({ validation: '0.2' }), TypeError, `${validation}, got '0.2'`],
    [fitting({ validation: true }), TypeError, `${validation}, got true`],
    [fitting({ validation: null }), TypeError, `${validation}, got null`],
    [fitting({ validation: [x, t] }), TypeError, `${validation}, got [[[0, 1], [1, 0]], [[0], [1]]]`],
    [
      fitting({ validation: { x: [[1]], t: [[1]] } }),
      RangeError,
      'validation: x is 1 x 1, but this network takes 2 columns',
    ],
    [
      fitting({ validation: 0.01 }),
      RangeError,
      'validation: 0.01 of 2 samples leaves 2 to train and 0 to validate; expected at least one of each',
    ],
    [
      fitting({ metrics: [f1()] }),
      TypeError,
      'metrics: expected validation samples to judge by, got none; give some, as in validation: 0.2',
    ],
    [
      fitting({ metrics: f1(), validation: { x, t } }),
      TypeError,
      'metrics: expected a list of metrics such as [accuracy()], got an object',
    ],
    [fitting({ metrics: [f1], validation: { x, t } }), TypeError, `metrics[0]: ${metric}, got a function: call it, ()`],
    [
      fitting({ callbacks: net.earlyStopping() }),
      TypeError,
      'callbacks: expected a list of callbacks such as [earlyStopping()], got an object',
    ],
    [fitting({ callbacks: [net.earlyStopping] }), TypeError, `callbacks[0]: ${callback}, got a function: call it, ()`],
    [fitting({ callbacks: [undefined] }), TypeError, `callbacks[0]: ${callback}, got undefined`],
    [fitting({ callbacks: ['stop'] }), TypeError, `callbacks[0]: ${callback}, got 'stop'`],
    [
      fitting({ signal: new AbortController() }),
      TypeError,
      'signal: expected an AbortSignal, such as new AbortController().signal, got an object of AbortController',
    ],
    [
      fitting({ signal: true }),
      TypeError,
      'signal: expected an AbortSignal, such as new AbortController().signal, got true',
    ],
    [fitting({ continue: {} }), TypeError, 'continue: expected a run of this network, got an object'],
    [fitting({ continue: other }), TypeError, 'continue: expected a run of this network, got one of another'],
  ],
  steps: [
    ...samples((...given) => net.steps(...given, options).next()),
    ...run((given) => net.steps(make(), x, t, given).next()),
    ...rate((given) => net.steps(make(), x, t, { ...options, ...(given as object) }).next()),
  ],
  findLearningRate: [
    ...samples((...given) => net.findLearningRate(given[0], given[1], bad(given[2]), options)),
    ...run((given) => net.findLearningRate(make(), x, t, given)),
    ...outside((from) => finding({ from }), 'from: expected a finite number above 0', 0, -1, ...infinite),
    ...outside((to) => finding({ to }), 'to: expected a finite number above from (0.000001)', 0, ...infinite),
    ...outside((steps) => finding({ steps }), 'steps: expected a whole number from 3', 2, 3.5, ...infinite),
    ...outside(
      (smoothing) => finding({ smoothing }),
      'smoothing: expected a number from 0, below 1',
      -0.1,
      1,
      ...infinite,
    ),
  ],
  compareTrainings: [
    ...samples((own, ...given) => net.compareTrainings({ one: { model: own } }, ...given, options)).map(
      ([call, error, message]): Refusal => [call, error, message.replace(/^model/, 'one: model')],
    ),
    [
      () => net.compareTrainings({}, x, t, options),
      TypeError,
      'candidates: expected trainings by their names, such as { small: { model } }, got an object',
    ],
    [
      () => net.compareTrainings(bad(undefined), x, t, options),
      TypeError,
      'candidates: expected trainings by their names, such as { small: { model } }, got undefined',
    ],
    [
      () => net.compareTrainings({}, x, t, bad(undefined)),
      TypeError,
      none('{ loss: crossEntropy(), optimizer: adam() }'),
    ],
    ...losses((given) => comparing({ loss: given })),
    ...outside((reach) => comparing({ reach }), 'reach: expected an accuracy from 0 to 1', -1, 2, ...infinite),
  ],
  trace: [
    ...samples((...given) => net.trace(...given, { loss })),
    ...losses((given) => tracing({ loss: given })),
    ...counted((given) => tracing(given)),
    [() => net.trace(model, x, t, bad(undefined)), TypeError, none('{ loss: halfSquaredError() }')],
    [
      () => tracing({ optimizer: sgd }),
      TypeError,
      'optimizer: expected one such as sgd(), whose update is a formula, got a function: call it, ()',
    ],
    [
      () => tracing({ optimizer: lbfgs() }),
      TypeError,
      'optimizer: expected one such as sgd(), whose update is a formula, got an object',
    ],
    [() => tracing({ rule: 'share' }), TypeError, `${rule}, got 'share'`],
    [() => tracing({ training: 'yes' }), TypeError, "training: expected true or false, got 'yes'"],
    ...outside(
      (learningRate) => tracing({ learningRate }),
      'learningRate: expected a finite number from 0',
      -1,
      ...infinite,
    ),
    ...outside((seed) => tracing({ seed }), 'seed: expected a whole number', 0.5, ...infinite),
  ],
  diagnose: [
    ...samples((...given) => net.diagnose(...given, { loss })),
    ...losses((given) => net.diagnose(model, x, t, { loss: given })),
    [() => net.diagnose(model, x, t, { loss, rule: bad('share') }), TypeError, `${rule}, got 'share'`],
    [() => net.diagnose(model, x, t, bad(undefined)), TypeError, none('{ loss: halfSquaredError() }')],
  ],
  evaluate: [
    ...samples((...given) => net.evaluate(...given, { loss })),
    ...losses((given) => net.evaluate(model, x, t, { loss: given })),
    ...counted((given) => net.evaluate(model, x, t, { loss, ...(given as object) })),
    [() => net.evaluate(model, x, t, bad(undefined)), TypeError, none('{ loss: crossEntropy() }')],
    [() => evaluating(f1()), TypeError, 'metrics: expected a list of metrics such as [accuracy()], got an object'],
    [() => evaluating([f1]), TypeError, `metrics[0]: ${metric}, got a function: call it, ()`],
    [() => evaluating([f1(), 'f1']), TypeError, `metrics[1]: ${metric}, got 'f1'`],
    [
      () => evaluating([f1(), f1()]),
      RangeError,
      "metrics: two are called 'f1'; give one another name, { ...metric, name: '…' }",
    ],
  ],
  checkGradients: [
    ...samples((...given) => net.checkGradients(...given, { loss })),
    ...losses((given) => checked({ loss: given })),
    ...counted((given) => checked(given)),
    [() => net.checkGradients(model, x, t, bad(undefined)), TypeError, none('{ loss: crossEntropy() }')],
    ...outside((samples) => checked({ samples }), 'samples: expected a number from 1', 0, -1),
    ...outside((seed) => checked({ seed }), 'seed: expected a whole number', 0.5, ...infinite),
    [
      () => checked({ by: 'weight' }),
      RangeError,
      "by: expected one of the parameters layers.0.weight, layers.0.bias, got 'weight'",
    ],
    [() => checked({ by: 0 }), TypeError, 'by: expected one of the parameters layers.0.weight, layers.0.bias, got 0'],
  ],
  checkLayer: [
    [
      () => net.checkLayer(bad(net.dense), x),
      TypeError,
      'layer: expected a layer such as dense(3, tanh), got a function: call it, ()',
    ],
    [
      () => net.checkLayer(net.dense(1), bad(undefined)),
      TypeError,
      'x: expected a matrix or rows of numbers, got undefined',
    ],
    [() => net.checkLayer(net.dense(1), x, { inputs: 3 }), RangeError, 'x is 2 x 2, but this network takes 3 columns'],
    ...outside((samples) => net.checkLayer(net.dense(1), x, { samples }), 'samples: expected a number from 1', 0, -1),
  ],
  balancedClassWeights: [
    [
      () => net.balancedClassWeights(bad(undefined)),
      TypeError,
      't: expected a matrix or rows of numbers, got undefined',
    ],
    [() => net.balancedClassWeights(Int32Array.of(0, -1)), RangeError, 't[1]: expected a class from 0, got -1'],
    [
      () => net.balancedClassWeights([[0.5], [1]]),
      RangeError,
      't: expected classes (one-hot rows, a column of 0 and 1, or class numbers as an Int32Array), got other numbers',
    ],
    [
      () => net.balancedClassWeights(Int32Array.of(0, 2)),
      RangeError,
      't: expected samples of each of 3 classes, got none of class 1; give the weights by hand',
    ],
    [
      () => net.balancedClassWeights(new Int32Array(0)),
      RangeError,
      't: expected samples of each of 1 classes, got none of class 0; give the weights by hand',
    ],
  ],
  earlyStopping: [
    ...outside((patience) => net.earlyStopping({ patience }), 'patience: expected a number from 1', 0, -1),
    ...outside((minDelta) => net.earlyStopping({ minDelta }), 'minDelta: expected a number from 0', -1),
    [
      () => net.earlyStopping({ monitor: bad('accuracy') }),
      TypeError,
      "monitor: expected 'loss', 'validationLoss' or a function of the report, got 'accuracy'",
    ],
    [() => net.earlyStopping({ mode: bad('most') }), TypeError, "mode: expected 'min' or 'max', got 'most'"],
    [
      fitting({ callbacks: [net.earlyStopping({ monitor: 'validationLoss' })] }),
      TypeError,
      'monitor: expected a number, got undefined; is there validation, and a metric of that name?',
    ],
  ],
  replay: [
    [
      () => net.replay(bad(undefined)),
      TypeError,
      'trace: expected a trace, as trace(…) and traceFromJSON(…) give it, got undefined',
    ],
    [
      () => net.replay(bad(net.trace)),
      TypeError,
      'trace: expected a trace, as trace(…) and traceFromJSON(…) give it, got a function: call it, ()',
    ],
    [
      () => net.replay(tracing({}), { backend: bad('wasm') }),
      TypeError,
      "backend: expected a backend such as wasm(), got 'wasm'",
    ],
    [
      () => {
        const backend = { ...reference(), name: 'mine' };
        return net.replay(net.trace(net.network({ inputs: 2, layers: [net.dense(1)], backend }), x, t, { loss }));
      },
      TypeError,
      "this trace was made by the backend 'mine', whose bits are its own: hand it over as { backend }",
    ],
  ],
};
