import { describe } from 'vitest';
import { describeComplete, describeRefusals } from '../../../refusals.shared.js';
import * as net from '../src/index.js';
import * as init from '../src/init/index.js';
import * as metrics from '../src/metrics/index.js';
import * as node from '../src/node.js';
import * as predict from '../src/predict.js';
import { layers } from './refusals/activations-and-layers.js';
import { files } from './refusals/files-and-rules.js';
import { initializers, ofMetrics } from './refusals/initializers-and-metrics.js';
import { training } from './refusals/training.js';

const tables = [layers, training, files];
for (const table of [...tables, initializers, ofMetrics]) describeRefusals(table);

const called = 'an initializer is called by a network, with sizes that it has checked';
const noOptions = 'takes nothing; what it makes is called as those in the table are';

describe('@nn/net', () => {
  describeComplete(net, tables, {
    flatten: 'takes nothing, and any sample',
    globalAveragePool: 'takes nothing; what comes in is checked with the network, as for conv2d',
    noDecayOnBiases: 'is called by a training, with parameters',
    ModelFileError: 'an error, as any Error is made',
    NonFiniteError: 'an error, which only a training makes',
  });
});
describe('@nn/net/init', () => {
  describeComplete(init, [initializers], {
    glorot: noOptions,
    glorotNormal: noOptions,
    he: noOptions,
    heUniform: noOptions,
    lecun: noOptions,
    lecunUniform: noOptions,
    identity: called,
    ones: called,
    zeros: called,
  });
});
describe('@nn/net/metrics', () => describeComplete(metrics, [ofMetrics], {}));
describe('@nn/net/node', () => describeComplete(node, [files], {}));
describe('@nn/net/predict', () => {
  describeComplete(predict, [files], { ModelFileError: 'an error, as any Error is made' });
});
