import { fitPipeline, pipelineFromJSON, readCsv, table } from '@nn/data';
import { crossEntropy, huber } from '@nn/loss';
import * as net from '@nn/net';
import * as optim from '@nn/optim';
import { spaceOf } from '../../cli/src/tune/read-space.js';

/** Something that is configured by JSON. */
export interface Configured {
  readonly name: string;
  /** A configuration that is accepted. */
  readonly good: unknown;
  /** Takes it; throws where it is not accepted. */
  take(json: never): unknown;
}

/** Lengths and widths of four things of three kinds. */
const rows = 'a,b,kind\n1,x,u\n2,y,v\n3,x,w\n4,y,u\n5,x,v\n6,y,w\n';
const read = readCsv(rows);

/** A layer, or whatever else a function of the package makes, as JSON: its name, and what it is given. */
type Call = readonly [name: string, ...given: unknown[]];

/** What a call makes: its name is looked up among the functions of a package; what is given may be calls, too. */
function made(functions: object, call: unknown): unknown {
  if (
    !Array.isArray(call) ||
    typeof call[0] !== 'string' ||
    !Object.hasOwn(functions, call[0]) ||
    /^[a-z]+File|^check|^load/.test(call[0])
  )
    return call;
  const [name, ...given] = call as unknown as Call;
  const found = (functions as Record<string, unknown>)[name];
  const plain = given.map((each) => (Array.isArray(each) ? each.map((inner) => made(functions, inner)) : each));
  return typeof found === 'function' ? found(...plain) : found;
}

const LAYERS = (({
  dense,
  dropout,
  batchNorm,
  layerNorm,
  conv2d,
  maxPool2d,
  flatten,
  embedding,
  residual,
  reshape,
  prelu,
  elu,
  leakyRelu,
}) => ({
  dense,
  dropout,
  batchNorm,
  layerNorm,
  conv2d,
  maxPool2d,
  flatten,
  embedding,
  residual,
  reshape,
  prelu,
  elu,
  leakyRelu,
}))(net);

const OPTIMIZERS = (({ adam, adamW, sgd, rmsProp, lion, lbfgs, cosineDecay, stepDecay, warmup, oneCycle }) => ({
  adam,
  adamW,
  sgd,
  rmsProp,
  lion,
  lbfgs,
  cosineDecay,
  stepDecay,
  warmup,
  oneCycle,
}))(optim);

const networkOf = (json: unknown) => {
  const { layers } = Object(json);
  const all = Array.isArray(layers) ? layers.map((layer) => made(LAYERS, layer)) : layers;
  return net.network({ ...Object(json), layers: all });
};

/** A stop before the first epoch: what is tried is whether the options are accepted. */
const stopped = AbortSignal.abort();

const setting = {
  x: [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  t: [
    [1, 0],
    [0, 1],
    [1, 0],
  ],
  options: {
    epochs: 2,
    batchSize: 2,
    accumulate: 1,
    shuffle: true,
    seed: 3,
    learningRate: 0.1,
    validation: 0.4,
    weights: [1, 2, 3],
    classWeights: [1, 2],
  },
  optimizer: ['adam', { beta1: 0.9, beta2: 0.99, epsilon: 1e-8 }],
  stopping: { patience: 3, minDelta: 0.1, mode: 'min' },
};

const trainOf = (json: unknown) => {
  const { x, t, options, optimizer, stopping } = Object(json);
  return net.fit(net.network({ inputs: 2, layers: [net.dense(2, net.softmax)] }), x, t, {
    loss: crossEntropy(),
    ...(options as object),
    optimizer: made(OPTIMIZERS, optimizer) as never,
    callbacks: [net.earlyStopping(stopping)],
    signal: stopped,
  });
};

const traced = () => {
  const model = net.network({ inputs: 2, layers: [net.dense(2, net.tanh), net.dense(1)] });
  return JSON.parse(JSON.stringify(net.trace(model, [[1, 2]], [[1]], { loss: huber(), optimizer: optim.sgd() })));
};

/** All that is configured in this process, without files. */
export const configured: readonly Configured[] = [
  {
    name: 'tune space',
    good: {
      hidden: [[64], [128], [64, 64], []],
      activation: ['relu', 'tanh'],
      learningRate: { from: 0.0001, to: 0.1, scale: 'log' },
      batchSize: { from: 8, to: 64 },
      weightDecay: [0, 0.01],
    },
    take: (json) => spaceOf('space.json', json),
  },
  {
    name: 'network',
    good: {
      inputs: 4,
      seed: 1,
      layers: [
        ['dense', 5],
        ['dropout', 0.1],
        ['batchNorm', { momentum: 0.9 }],
        ['residual', [['dense', 5]]],
        ['prelu'],
        ['dense', 3],
      ],
    },
    take: networkOf,
  },
  {
    name: 'network of images',
    good: {
      inputs: [6, 6, 2],
      layers: [['conv2d', 3, 3], ['maxPool2d', 2], ['reshape', [4, 3]], ['layerNorm'], ['flatten'], ['dense', 2]],
    },
    take: networkOf,
  },
  { name: 'fit', good: setting, take: trainOf },
  {
    name: 'fit with a schedule',
    good: { ...setting, optimizer: ['sgd', { momentum: 0.9, nesterov: true }] },
    take: trainOf,
  },
  {
    name: 'schedules',
    good: [
      ['cosineDecay', 0.1, { steps: 10, last: 0.01 }],
      ['stepDecay', 0.1, { every: 3, rate: 0.5 }],
      ['oneCycle', { max: 0.1, epochs: 10 }],
    ],
    take: (json: unknown) => (Array.isArray(json) ? json.map((call) => made(OPTIMIZERS, call)) : undefined),
  },
  {
    name: 'reading a table',
    good: {
      delimiter: ',',
      quote: '"',
      header: true,
      missing: ['', '-999'],
      types: { a: 'number', b: 'category' },
      source: 't',
    },
    take: (json) => readCsv(rows, json),
  },
  { name: 'splitting a table', good: { test: 0.5, stratify: 'kind', seed: 0 }, take: (json) => read.split(json) },
  { name: 'learning from a table', good: { target: 'kind', task: 'classes' }, take: (json) => fitPipeline(read, json) },
  {
    name: 'columns',
    good: {
      columns: [
        { name: 'a', cells: ['1', '2'] },
        { name: 'b', cells: ['x', ''] },
      ],
      options: { source: 't' },
    },
    take: (json: unknown) => table(Object(json).columns, Object(json).options),
  },
  {
    name: 'pipeline',
    good: JSON.parse(JSON.stringify(fitPipeline(read, { target: 'kind' }))),
    take: (json) => {
      const { encode, decode, outputs } = pipelineFromJSON(json);
      encode(read);
      decode(net.network({ inputs: 1, layers: [net.dense(outputs)] }).predict([[1], [2]]));
    },
  },
  { name: 'trace', good: traced(), take: (json) => net.traceFromJSON(json) },
];
