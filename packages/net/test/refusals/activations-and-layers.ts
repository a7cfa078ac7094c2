import { formula, mul } from '@nn/formula';
import { bad, infinite, outside, type Refusals } from '../../../../refusals.shared.js';
import * as net from '../../src/index.js';

const { dense, conv2d, network, relu } = net;

/** What a network says where a layer cannot take what comes to it. */
const taking = (inputs: net.SampleShape, layer: net.Layer) => () => network({ inputs, layers: [layer] });

/** Options of a layer that has weights. */
const weights = (make: (options: net.WeightOptions) => unknown): Refusals[string] => [
  [() => make({ init: bad('he') }), TypeError, "init: expected an initializer such as he() of @nn/net/init, got 'he'"],
  [
    () => make({ penalty: bad(net.l2) }),
    TypeError,
    'penalty: expected a formula such as l2(1e-4), got a function: call it, ()',
  ],
  [() => make({ penalty: bad(0.1) }), TypeError, 'penalty: expected a formula such as l2(1e-4), got 0.1'],
  [() => make({ constraint: bad(3) }), TypeError, 'constraint: expected a formula such as maxNorm(3), got 3'],
];

const activations = (make: (activation: never) => unknown): Refusals[string] => [
  [() => make(bad('relu')), TypeError, "activation: expected one of @nn/net such as relu, got 'relu'"],
  [
    () => make(bad(net.elu)),
    TypeError,
    'activation: expected one of @nn/net such as relu, got a function: call it, ()',
  ],
  [() => make(bad(null)), TypeError, 'activation: expected one of @nn/net such as relu, got null'],
  [() => make(bad({ name: 'relu' })), TypeError, 'activation: expected one of @nn/net such as relu, got an object'],
];

const count = 'expected a whole number from 1';
const pair = `${count}, or two of them`;

/** A window's size, and where `of` is given its options too. */
const windowed = (of: (size: never, options?: object) => unknown): Refusals[string] => [
  ...outside((size) => of(size), `size: ${pair}`, 0, -1, 1.5),
  ...outside((stride) => of(bad(2), { stride }), `stride: ${pair}`, 0, -1, 1.5),
  ...outside((dilation) => of(bad(2), { dilation }), `dilation: ${pair}`, 0),
  ...outside((padding) => of(bad(2), { padding }), 'padding: expected a whole number from 0, or two of them', -1, 0.5),
  [() => of(bad([2, 0])), RangeError, `size: ${pair}, got [2, 0]`],
  [() => of(bad([2, 2, 2])), RangeError, `size: ${pair}, got [2, 2, 2]`],
  [
    () => of(bad(2), { padding: 'full' }),
    TypeError,
    "padding: expected a whole number from 0, or two of them, got 'full'",
  ],
];

const path = 'expected a list of layers such as [dense(8, relu)]';
const shape = 'expected a whole number from 1, or a list of them such as [28, 28, 1]';
const rows = 'expected a matrix or rows of numbers';

export const layers: Refusals = {
  activation: [
    [() => net.activation(bad(3), (x) => x), TypeError, 'name: expected a text, got 3'],
    [() => net.activation('cube', bad(3)), TypeError, 'build: expected a function such as (x) => pow(x, 3), got 3'],
  ],
  elu: outside(net.elu, 'alpha: expected a finite number', ...infinite),
  leakyRelu: outside(net.leakyRelu, 'slope: expected a finite number', ...infinite),
  activate: activations(net.activate),
  avgPool2d: windowed(net.avgPool2d),
  maxPool2d: windowed(net.maxPool2d),
  batchNorm: [
    ...outside(
      (momentum) => net.batchNorm({ momentum }),
      'momentum: expected a number from 0 to 1',
      -0.1,
      1.1,
      ...infinite,
    ),
    ...outside(
      (epsilon) => net.batchNorm({ epsilon }),
      'epsilon: expected a finite number above 0',
      0,
      -1,
      ...infinite,
    ),
  ],
  conv2d: [
    ...outside((filters) => conv2d(filters, 3), `filters: ${count}`, 0, -1, 1.5, ...infinite),
    ...windowed((size, options) => conv2d(1, size, relu, options)),
    ...activations((activation) => conv2d(1, 3, activation)),
    ...weights((options) => conv2d(1, 3, relu, options)),
    [() => conv2d(1, 3, relu, { bias: bad('no') }), TypeError, "bias: expected true or false, got 'no'"],
  ],
  dense: [
    ...outside((units) => dense(units), `units: ${count}`, 0, -1, 1.5, ...infinite),
    ...activations((activation) => dense(1, activation)),
    ...weights((options) => dense(1, relu, options)),
    [() => dense(1, relu, { bias: bad(0) }), TypeError, 'bias: expected true or false, got 0'],
  ],
  dropout: outside(net.dropout, 'rate: expected a number from 0 to below 1', -0.1, 1, ...infinite),
  embedding: [
    ...outside((words) => net.embedding(words, 2), `count: ${count}`, 0, 1.5),
    ...outside((features) => net.embedding(2, features), `features: ${count}`, 0, 1.5),
    ...weights((options) => net.embedding(2, 2, options)),
  ],
  layerNorm: outside(
    (epsilon) => net.layerNorm({ epsilon }),
    'epsilon: expected a finite number above 0',
    0,
    -1,
    ...infinite,
  ),
  parallel: [
    [
      () => net.parallel([]),
      RangeError,
      'paths: expected a list of one path or more, such as [[dense(8, relu)], []], got []',
    ],
    [
      () => net.parallel(bad(undefined)),
      TypeError,
      'paths: expected a list of one path or more, such as [[dense(8, relu)], []], got undefined',
    ],
    [() => net.parallel([bad(dense(1))]), TypeError, `paths[0]: ${path}, got an object`],
    [() => net.parallel([[bad(dense)]]), TypeError, `paths[0]: ${path}, got a function at 0`],
    ...activations((activation) => net.parallel([[]], activation)),
  ],
  prelu: [
    ...outside((start) => net.prelu({ start }), 'start: expected a finite number', ...infinite),
    [() => net.prelu({ slopes: bad('all') }), TypeError, "slopes: expected 'one' or 'channels', got 'all'"],
  ],
  reshape: [
    ...outside((to) => net.reshape(to), `shape: ${shape}`, 0, -1, 1.5, ...infinite),
    [() => net.reshape([2, 0]), RangeError, `shape: ${shape}, got [2, 0]`],
    [() => net.reshape([]), RangeError, `shape: ${shape}, got []`],
  ],
  residual: [
    [() => net.residual(bad(dense(1))), TypeError, `layers: ${path}, got an object`],
    [() => net.residual([bad(undefined)]), TypeError, `layers: ${path}, got undefined at 0`],
    ...activations((activation) => net.residual([], activation)),
  ],
  l1: outside(net.l1, 'rate: expected a finite number from 0', -1, ...infinite),
  l2: outside(net.l2, 'rate: expected a finite number from 0', -1, ...infinite),
  maxNorm: outside(net.maxNorm, 'most: expected a finite number above 0', 0, -1, ...infinite),
  network: [
    [
      () => network(bad(undefined)),
      TypeError,
      'options: expected an object such as { inputs: 2, layers: [dense(1)] }, got undefined',
    ],
    ...outside((inputs) => network({ inputs, layers: [dense(1)] }), `inputs: ${shape}`, 0, -1, 1.5, ...infinite),
    [() => network({ inputs: [28, 0, 1], layers: [dense(1)] }), RangeError, `inputs: ${shape}, got [28, 0, 1]`],
    [() => network({ inputs: bad(undefined), layers: [dense(1)] }), TypeError, `inputs: ${shape}, got undefined`],
    [() => network({ inputs: 2, layers: [] }), RangeError, 'layers: expected at least one layer, got none'],
    [() => network({ inputs: 2, layers: bad(undefined) }), TypeError, `layers: ${path}, got undefined`],
    [() => network({ inputs: 2, layers: bad(dense(1)) }), TypeError, `layers: ${path}, got an object`],
    [
      () => network({ inputs: 2, layers: [bad(dense)] }),
      TypeError,
      'layer 0: expected a layer such as dense(8, relu), got a function: call it, ()',
    ],
    [
      () => network({ inputs: 2, layers: [dense(1), bad(null)] }),
      TypeError,
      'layer 1: expected a layer such as dense(8, relu), got null',
    ],
    ...outside(
      (seed) => network({ inputs: 2, layers: [dense(1)], seed }),
      'seed: expected a whole number',
      0.5,
      ...infinite,
    ),
    [
      () => network({ inputs: 2, layers: [dense(1)], backend: bad('wasm') }),
      TypeError,
      "backend: expected a backend such as wasm(), got 'wasm'",
    ],
    [
      () => network({ inputs: 2, layers: [dense(3, relu, { init: bad(() => () => 0) })] }),
      TypeError,
      'layers.0.weight: init: expected one that gives a 2 x 3 matrix, got a function: call it, ()',
    ],
    [
      taking(2, {
        ...dense(1),
        parameters: () => ['w', 'w'].map((name) => ({ name, rows: 1, cols: 1, init: bad(() => 0) })),
      }),
      TypeError,
      "layer 0 (dense): two of its parameters are called 'w'; expected names that differ",
    ],
    [
      taking(2, conv2d(1, 3)),
      RangeError,
      'layer 0 (conv2d): conv2d: expected images of [height, width, channels] to come in, got 2; say so in network({ inputs: [28, 28, 1], … }), or put reshape([…]) before it',
    ],
    [
      taking([2, 2, 1], net.maxPool2d(3)),
      RangeError,
      "layer 0 (maxPool2d): maxPool2d: a window of 3 rows does not fit into an image of 2 with 0 around it; take a smaller size, or padding: 'same'",
    ],
    [taking(2, net.reshape(3)), RangeError, 'layer 0 (reshape): reshape: 2 are 2 numbers, 3 are 3; expected as many'],
    [
      taking(2, net.residual([dense(3)])),
      RangeError,
      'layer 0 (residual): residual: 2 comes in and 3 comes out of its layers, and only what has one shape can be added; give the last of them as many units (channels) as come in',
    ],
    [
      taking([2, 2, 1], net.parallel([[], [net.maxPool2d(2)]])),
      RangeError,
      'layer 0 (parallel): parallel: path 0 gives 2 x 2 x 1 and path 1 gives 1 x 1 x 1; expected the same sizes but for the last',
    ],
  ],
  predict: [
    [
      () => network({ inputs: 2, layers: [dense(1)] }).predict([[1]]),
      RangeError,
      'x is 1 x 1, but this network takes 2 columns',
    ],
    [
      () => network({ inputs: 2, layers: [dense(1)] }).predict(bad([1, 2])),
      TypeError,
      `x: ${rows}, got an array of 1; for one sample write [[…]]`,
    ],
    [() => network({ inputs: 2, layers: [dense(1)] }).predict(bad(undefined)), TypeError, `x: ${rows}, got undefined`],
    [() => network({ inputs: 2, layers: [dense(1)] }).predict(bad('1')), TypeError, `x: ${rows}, got '1'`],
  ],
  'layers.0.weight': [
    [
      () => network({ inputs: 2, layers: [dense(1)] }).parameters[0]!.set(bad(undefined)),
      TypeError,
      'expected a 2 x 1 matrix, got undefined',
    ],
    [
      () =>
        network({ inputs: 2, layers: [dense(1)] }).parameters[0]!.set(
          net.network({ inputs: 1, layers: [dense(1)] }).predict([[1]]),
        ),
      RangeError,
      'expected a 2 x 1 matrix, got 1 x 1',
    ],
  ],
  computed: [
    [() => net.computed(bad(undefined), {}), TypeError, 'formula: expected a formula, got undefined'],
    [
      () =>
        net.computed(
          formula(['x'], (x) => mul(x, 2)),
          { x: [[1, 2]] },
        ),
      RangeError,
      'formula: expected one number to come out, got 1 x 2',
    ],
  ],
};
