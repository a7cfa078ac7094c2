import {
  abs,
  conform,
  count,
  div,
  equal,
  erf,
  exp,
  gather,
  less,
  lessOrEqual,
  log,
  matmul,
  max,
  mean,
  mul,
  neg,
  pow,
  select,
  sign,
  sqrt,
  sub,
  sum,
  table,
  transpose,
} from '@nn/formula';
import { type Matrix, random } from '@nn/matrix';
import * as net from '@nn/net';

const { dense, tanh, relu, conv2d } = net;

/** Networks of every layer kind by name, each with samples that it can take. */
export interface Case {
  readonly inputs: net.SampleShape;
  readonly layers: readonly net.Layer[];
  /** Whole numbers below this come in; any numbers unless given. */
  readonly below?: number;
}

const image = [6, 5, 2] as const;

export const kinds: Readonly<Record<string, Case>> = {
  dense: { inputs: 4, layers: [dense(8, tanh), dense(3, net.softmax)] },
  'dense without bias': { inputs: 4, layers: [dense(3, tanh, { bias: false })] },
  conv2d: { inputs: image, layers: [conv2d(4, 3, relu), dense(3)] },
  'conv2d with padding, stride and dilation': {
    inputs: image,
    layers: [
      conv2d(3, [2, 3], tanh, { padding: [1, 2], stride: [2, 1], dilation: [2, 1] }),
      conv2d(2, 2, relu, { padding: 'same', stride: 2, bias: false }),
    ],
  },
  maxPool2d: { inputs: image, layers: [net.maxPool2d(2), dense(2)] },
  'maxPool2d with padding': { inputs: image, layers: [net.maxPool2d(3, { padding: 1, stride: 2 })] },
  avgPool2d: { inputs: image, layers: [net.avgPool2d([2, 3], { padding: 'same' }), net.flatten(), dense(2)] },
  globalAveragePool: {
    inputs: image,
    layers: [conv2d(5, 3, relu, { padding: 'same' }), net.globalAveragePool(), dense(2)],
  },
  'batchNorm of units': { inputs: 4, layers: [dense(6), net.batchNorm(), net.activate(relu), dense(2)] },
  'batchNorm of images': {
    inputs: image,
    layers: [conv2d(3, 3), net.batchNorm({ epsilon: 1e-3 }), net.activate(relu), dense(2)],
  },
  'layerNorm of units': { inputs: 4, layers: [dense(6), net.layerNorm(), dense(2)] },
  'layerNorm of images': { inputs: image, layers: [net.layerNorm(), dense(2)] },
  dropout: { inputs: 4, layers: [dense(6, relu), net.dropout(0.4), dense(2)] },
  embedding: { inputs: 3, layers: [net.embedding(7, 4), dense(2)], below: 7 },
  'prelu of one slope': { inputs: 4, layers: [dense(5), net.prelu(), dense(2)] },
  'prelu of channels': { inputs: image, layers: [conv2d(3, 3), net.prelu({ slopes: 'channels' }), dense(2)] },
  reshape: { inputs: 24, layers: [net.reshape([3, 4, 2]), conv2d(3, 2, relu), net.reshape(18), dense(2)] },
  residual: { inputs: 4, layers: [net.residual([dense(6, relu), dense(4)], tanh), dense(2)] },
  parallel: {
    inputs: image,
    layers: [net.parallel([[conv2d(2, 1)], [conv2d(3, 3, relu, { padding: 'same' })], []], tanh), dense(2)],
  },
};

const own: readonly net.Activation[] = [
  net.activation('everything', (x) =>
    select(
      less(x, 0.2),
      mul(erf(x), sign(x)),
      sub(log(pow(sqrt(abs(x)), 1.7)), mul(select(lessOrEqual(1, x), 2, neg(exp(x))), equal(x, x))),
    ),
  ),
  net.activation('of all samples', (x) => sub(div(x, count(x, 'eachRow')), mean(max(x, 'eachRow')))),
  net.activation('of products', (x) =>
    matmul(x, matmul(transpose(table(2, 3, [1, 2, 3, 4, 5, 6])), table(2, 3, [1, 0, 1, 2, 1, 0]))),
  ),
  net.activation('of places', (x) => sub(gather(x, table(1, 3, [2, -1, 0]), 'columns'), conform(sum(x, 'eachRow'), x))),
  net.activation('of computed places', (x) => gather(x, select(less(x, 0), 2, 0), 'columns')),
];

/** Every activation of @nn/net, and some of one's own. */
export const activations: readonly net.Activation[] = [
  ...Object.values(net).filter((v): v is net.Activation => typeof v === 'object' && 'formula' in v),
  net.elu(0.7),
  net.leakyRelu(0.2),
  ...own,
];

/** A network of a case, whose buffers are no longer what they begin with. */
export function made({ inputs, layers }: Case, seed = 1): net.Network {
  const model = net.network({ inputs, layers, seed } as never);
  for (const [i, p] of [...model.parameters.filter((q) => q.rows === 1), ...model.buffers].entries()) {
    const { rows, cols } = p;
    p.set(random(seed, i).uniform(rows, cols, { min: 0.2, max: 1.5 }));
  }
  return model;
}

/** Samples for a network. */
export function samples({ below }: Case, { inputs }: net.Network, rows: number, seed = 5): Matrix {
  const x = random(seed).normal(rows, inputs);
  if (below !== undefined)
    x.data.forEach((v, i) => {
      x.data[i] = Math.floor(Math.abs(v) * 100) % below;
    });
  return x;
}
