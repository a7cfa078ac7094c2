import { meanSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { adam } from '@nn/optim';
import { describe } from 'vitest';
import { describeJunk } from '../../../refusals.shared.js';
import * as net from '../src/index.js';
import * as init from '../src/init/index.js';
import * as metrics from '../src/metrics/index.js';
import * as node from '../src/node.js';
import * as predict from '../src/predict.js';

const { dense, network, tanh } = net;
const error = 'an error, as any Error is made';
const model = network({ inputs: 1, layers: [dense(2, tanh), dense(1)] });
const x = [[1], [2]];
const file = net.save(model);
const loss = meanSquaredError();
const options = { loss, optimizer: adam() };
const number = [{ accepts: ['7.5'] }];

describe('@nn/net', () => {
  describeJunk(net, {
    ModelFileError: error,
    NonFiniteError: error,
    noDecayOnBiases: 'is called by a training, with parameters',
    elu: number,
    leakyRelu: number,
    l1: number,
    l2: number,
    maxNorm: number,
    residual: [{ accepts: ['[]'] }, { behind: [[dense(1)]] }],
    avgPool2d: [{}, { behind: [2] }],
    maxPool2d: [{}, { behind: [2] }],
    dense: [{}, { behind: [1] }, { behind: [1, tanh] }],
    conv2d: [{ before: [1] }, { behind: [1] }, { behind: [1, 1] }, { behind: [1, 1, tanh] }],
    embedding: [{ before: [1] }, { behind: [1] }, { behind: [1, 1] }],
    save: [{}, { behind: [model] }],
    load: [{}, { behind: [file] }],
    fit: [
      { before: [x, x, options] },
      { behind: [model], before: [x, options] },
      { behind: [model, x], before: [options] },
      { behind: [model, x, x] },
    ],
    evaluate: [
      { before: [x, x, { loss }] },
      { behind: [model], before: [x, { loss }] },
      { behind: [model, x], before: [{ loss }] },
      { behind: [model, x, x] },
    ],
    checkGradients: [{ before: [x, x, { loss }] }, { behind: [model, x, x] }],
    checkLayer: [{ before: [x] }, { behind: [dense(1)] }, { behind: [dense(1), x] }],
    compareTrainings: [{ before: [x, x, options] }, { behind: [{ a: { model } }, x, x] }],
    findLearningRate: [{ before: [x, x, options] }, { behind: [model, x, x] }],
    trace: [{ before: [x, x, options] }, { behind: [model, x, x] }],
    diagnose: [{ before: [x, x, options] }, { behind: [model, x, x] }],
  });
});

describe('options of a training', () => {
  const names = [
    'loss',
    'optimizer',
    'learningRate',
    'epochs',
    'batchSize',
    'accumulate',
    'shuffle',
    'seed',
    'groups',
    'callbacks',
    'validation',
    'signal',
    'metrics',
    'weights',
    'classWeights',
    'continue',
  ];
  const accepted: Record<string, readonly string[]> = {
    learningRate: ['7.5', 'a function'],
    shuffle: ['true'],
    callbacks: ['[]'],
    metrics: ['[]'],
  };
  const quick = { ...options, epochs: 1 };
  for (const name of names) {
    const accepts = accepted[name] ?? [];
    describeJunk({ fit: (value: never) => net.fit(model, x, x, { ...quick, [name]: value }) }, { fit: [{ accepts }] });
    // What is particular to one of the trainings is named by the `fit` that it is.
    if (name === 'validation' || name === 'continue' || name === 'groups') continue;
    const compared = (value: never) => net.compareTrainings({ a: { model } }, x, x, { ...quick, [name]: value });
    describeJunk({ compareTrainings: compared }, { compareTrainings: [{ accepts }] });
  }
  for (const name of ['patience', 'minDelta', 'monitor', 'mode']) {
    const accepts = name === 'monitor' ? ['a function'] : name === 'mode' ? [] : ['7.5'];
    describeJunk(
      { earlyStopping: (value: never) => net.earlyStopping({ [name]: value }) },
      { earlyStopping: [{ accepts }] },
    );
  }
  for (const name of ['store', 'last', 'best', 'mode']) {
    const accepts = name === 'best' ? ['a function'] : [];
    const store = node.folder('never-written');
    const given = (value: never) => net.checkpoints({ store, best: 'loss', [name]: value });
    describeJunk({ checkpoints: given }, { checkpoints: [{ accepts }] });
  }
});

describe('options of a network', () => {
  for (const name of ['inputs', 'layers', 'seed', 'backend']) {
    const given = (value: never) => network({ inputs: 1, layers: [dense(1)], [name]: value });
    describeJunk({ network: given }, {});
  }
  describeJunk({ network: (layer: never) => network({ inputs: 1, layers: [layer] }) }, {});
  describeJunk({ predict: model.predict }, { predict: [{ accepts: ['[]'] }] });
});

describe('options of layers', () => {
  for (const name of ['init', 'bias', 'penalty', 'constraint']) {
    const accepts = name === 'bias' ? ['true'] : name === 'init' ? ['a function'] : [];
    describeJunk({ dense: (value: never) => dense(1, tanh, { [name]: value }) }, { dense: [{ accepts }] });
    describeJunk({ conv2d: (value: never) => net.conv2d(1, 1, tanh, { [name]: value }) }, { conv2d: [{ accepts }] });
  }
  for (const name of ['stride', 'padding', 'dilation']) {
    describeJunk({ conv2d: (value: never) => net.conv2d(1, 1, tanh, { [name]: value }) }, {});
    describeJunk({ maxPool2d: (value: never) => net.maxPool2d(1, { [name]: value }) }, {});
  }
  for (const name of ['momentum', 'epsilon']) {
    const accepts = name === 'epsilon' ? ['7.5'] : [];
    describeJunk({ batchNorm: (value: never) => net.batchNorm({ [name]: value }) }, { batchNorm: [{ accepts }] });
  }
});

describe('@nn/net/init', () => {
  const initializer = 'is an initializer, which a layer calls with its sizes';
  describeJunk(init, {
    constant: number,
    identity: initializer,
    ones: initializer,
    zeros: initializer,
  });
});

describe('@nn/net/metrics', () => {
  describeJunk(metrics, {});
  for (const [name, metric] of Object.entries({ accuracy: metrics.accuracy(), f1: metrics.f1(), r2: metrics.r2?.() })) {
    const t = matrix([[1], [0]]);
    if (metric) describeJunk({ [name]: metric.value }, { [name]: [{ before: [t] }, { behind: [t] }] });
  }
});

describe('@nn/net/node', () =>
  describeJunk(node, {
    folder: [{ accepts: ["'junk'"] }],
    // Any text is the path of a file.
    fileRows: [{ behind: ['x'] }],
    writeWhole: [{ behind: [''] }],
  }));
describe('@nn/net/predict', () => {
  describeJunk(predict, { ModelFileError: error, load: [{}, { behind: [file] }] });
});
