import { meanSquaredError } from '@nn/loss';
import { adam, sgd } from '@nn/optim';
import { bad, infinite, outside, type Refusal, type Refusals } from '../../../../refusals.shared.js';
import * as net from '../../src/index.js';
import { fileRows, folder, writeWhole } from '../../src/node.js';
import { load as loadToPredict } from '../../src/predict.js';

const model = net.network({ inputs: 2, layers: [net.dense(1)] });
const file = net.save(model);
const options = { loss: meanSquaredError(), optimizer: sgd() };
const { run } = await net.fit(model, [[1, 2]], [[1]], { ...options, epochs: 1 });
const saved = net.saveRun(run);
const store = { write: () => {}, remove: () => {}, list: () => [] };
const bytes = 'file: expected the bytes of a model file (Uint8Array or ArrayBuffer)';

const reading = (load: (file: never, options?: never) => unknown): readonly Refusal[] => [
  [() => load(bad(undefined)), TypeError, `${bytes}, got undefined; read the file first`],
  [() => load(bad('model.safetensors')), TypeError, `${bytes}, got 'model.safetensors'; read the file first`],
  [() => load(bad(new Float32Array(8))), TypeError, `${bytes}, got an object of Float32Array; read the file first`],
  [
    () => load(bad(new Uint8Array(0))),
    net.ModelFileError,
    'this is not a readable .safetensors file: it has 0 bytes; expected at least 10',
  ],
  [
    () => load(bad(new Uint8Array(20).fill(9))),
    net.ModelFileError,
    'this is not a readable .safetensors file: its header is said to have 651061555542690000 bytes, the file has 20: truncated, or another format',
  ],
  [
    () => load(bad(file), bad({ layers: { mine: 'dense' } })),
    TypeError,
    "layers: mine: expected a function that makes the layer, got 'dense'",
  ],
];

const monitor = "expected 'loss', 'validationLoss' or a function of the report";

export const files: Refusals = {
  save: [
    [() => net.save(bad(undefined)), TypeError, 'model: expected a network, as network({ … }) makes it, got undefined'],
  ],
  load: [...reading(net.load), ...reading(loadToPredict)],
  loadRun: [
    ...reading((given, more) => net.loadRun(given, { ...options, ...(more as unknown as object) })),
    [
      () => net.loadRun(saved, bad(undefined)),
      TypeError,
      'options: expected an object such as { loss: crossEntropy(), optimizer: adam() }, got undefined',
    ],
    [
      () => net.loadRun(file, options),
      net.ModelFileError,
      'this model file holds no run: it was made by save, and load reads it',
    ],
    [
      () => net.loadRun(saved, bad({ loss: options.loss })),
      TypeError,
      'optimizer: expected sgd that the run was saved with, got none; a file holds no code, so give it again',
    ],
    [
      () => net.loadRun(saved, { ...options, optimizer: adam() }),
      TypeError,
      'optimizer: expected sgd with {"learningRate":0.01,"momentum":0,"nesterov":false,"weightDecay":0}, as the run was saved, got adam with {"learningRate":0.001,"beta1":0.9,"beta2":0.999,"epsilon":1e-8,"weightDecay":0,"amsgrad":false}',
    ],
  ],
  saveRun: [
    [() => net.saveRun(bad(undefined)), TypeError, 'run: expected a run, such as history.run of fit, got undefined'],
    [() => net.saveRun(bad(model)), TypeError, 'run: expected a run, such as history.run of fit, got an object'],
  ],
  checkpoints: [
    [
      () => net.checkpoints(bad(undefined)),
      TypeError,
      "options: expected an object such as { store: folder('runs') }, got undefined",
    ],
    [
      () => net.checkpoints({ store: bad('runs') }),
      TypeError,
      "store: expected a store such as folder('runs') of @nn/net/node, got 'runs'",
    ],
    ...outside(
      (last) => net.checkpoints({ store, last }),
      'last: expected a whole number from 0',
      -1,
      1.5,
      ...infinite,
    ),
    [
      () => net.checkpoints({ store, last: 0 }),
      RangeError,
      "last: expected a number from 1, got 0, and no best: nothing would be kept; give best: 'validationLoss'",
    ],
    [() => net.checkpoints({ store, best: bad('accuracy') }), TypeError, `best: ${monitor}, got 'accuracy'`],
    [
      () => net.checkpoints({ store, best: 'loss', mode: bad('most') }),
      TypeError,
      "mode: expected 'min' or 'max', got 'most'",
    ],
  ],
  folder: [
    [() => folder(bad(undefined)), TypeError, 'path: expected the path of a folder, got undefined'],
    [() => folder(''), TypeError, "path: expected the path of a folder, got ''"],
    [() => folder('runs').remove('../a'), RangeError, "name: expected the name of a file in runs, got '../a'"],
    [() => folder('runs').write(bad(3), file), TypeError, 'name: expected the name of a file in runs, got 3'],
  ],
  writeWhole: [
    [() => writeWhole(bad(undefined), ''), TypeError, 'path: expected the path of a file, got undefined'],
    [() => writeWhole('', ''), TypeError, "path: expected the path of a file, got ''"],
    [() => writeWhole('x', bad(3)), TypeError, 'bytes: expected a text or bytes (Uint8Array), got 3'],
  ],
  fileRows: [
    [() => fileRows(bad(undefined), { cols: 1 }), TypeError, 'path: expected the path of a file, got undefined'],
    [() => fileRows('', { cols: 1 }), TypeError, "path: expected the path of a file, got ''"],
    [() => fileRows('x', bad(null)), TypeError, 'options: expected an object such as { cols: 784 }, got null'],
    ...outside((cols) => fileRows('x', { cols }), 'cols: expected a whole number from 1', 0, 1.5, ...infinite),
    ...outside(
      (stride) => fileRows('x', { cols: 2, stride }),
      'stride: expected a whole number from 2',
      1,
      ...infinite,
    ),
    ...outside(
      (offset) => fileRows('x', { cols: 2, offset }),
      'offset: expected a whole number from 0',
      -1,
      ...infinite,
    ),
  ],
  traceFromJSON: [
    [() => net.traceFromJSON(undefined), TypeError, 'the trace: expected an object, got nothing'],
    [() => net.traceFromJSON('{}'), TypeError, 'the trace: expected an object, got "{}"'],
    [
      () => net.traceFromJSON({ version: 2 }),
      TypeError,
      'version: expected 1 (a newer release may have written this), got 2',
    ],
    [() => net.traceFromJSON({ version: 1 }), TypeError, 'setting: expected an object, got nothing'],
  ],
  sendBack: [
    [
      () => net.sendBack(bad(undefined), [[1]]),
      TypeError,
      'weights: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got undefined',
    ],
    [() => net.sendBack([], [[1]]), RangeError, 'weights: expected at least one number, got 0 x 0'],
    [
      () => net.sendBack([[1]], bad('1')),
      TypeError,
      "error: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got '1'",
    ],
    [() => net.sendBack([[1, 2]], [[1]]), RangeError, 'error is 1 x 1, but the weights have 2 columns'],
    [
      () => net.sendBack([[1]], [[Number.NaN]]),
      RangeError,
      'error: row 0, column 0: expected a finite number, got NaN',
    ],
    [
      () => net.sendBack([[1]], [[1]], { sums: [[1], [2]] }),
      RangeError,
      'sums are 2 x 1 and the error 1 x 1; expected one size',
    ],
    [
      () => net.sendBack([[1]], [[1]], { activation: bad(net.elu) }),
      TypeError,
      'activation: expected one of @nn/net such as relu, got a function: call it, ()',
    ],
  ],
  guessWeights: (() => {
    const guess = (changed: object) => net.guessWeights({ inputs: [1, 2], weights: [1, 1], target: 3, ...changed });
    return [
      [
        () => net.guessWeights(bad(undefined)),
        TypeError,
        'options: expected an object such as { inputs: [1, 2], weights: [0.5, 0.5], target: 3 }, got undefined',
      ],
      [() => guess({ inputs: 1 }), TypeError, 'inputs: expected a list of numbers, got 1'],
      [() => guess({ inputs: [] }), RangeError, 'inputs: expected at least one number, got none'],
      [() => guess({ inputs: [1, '2'] }), TypeError, "inputs[1]: expected a number, got '2'"],
      [() => guess({ weights: [1, Number.NaN] }), RangeError, 'weights[1]: expected a finite number, got NaN'],
      [() => guess({ weights: [1] }), RangeError, 'weights: expected 2, one for each input, got 1'],
      [() => guess({ target: undefined }), TypeError, 'target: expected a number, got undefined'],
      [() => guess({ learningRate: 0 }), RangeError, 'learningRate: expected a number above 0, got 0'],
      [() => guess({ rounds: 1.5 }), RangeError, 'rounds: expected a whole number from 1, got 1.5'],
      [() => guess({ rounds: 0 }), RangeError, 'rounds: expected a whole number from 1, got 0'],
    ];
  })(),
};
