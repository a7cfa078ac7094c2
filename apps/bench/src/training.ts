// One epoch of training, one thread, against tfjs-wasm; trainings A, B and C, or those named: `npm run training -- B`.
import { fit, network } from '@nn/net';
import { line, paired } from './paired.js';
import { tensorflow } from './peers.js';
import { A, B, C, images, layersOf, type Training } from './trainings.js';

const chosen = process.argv.slice(2).filter((a) => a in { A, B, C });
const threads = Number(process.argv.slice(2).find((a) => Number(a) > 0) ?? 1);
const { tf, layers } = await tensorflow(threads);
const count = 8000;
const { x, t } = images(count);

function tfjsModel({ sizes, hidden, output, optimizer, loss }: Training) {
  const model = layers.sequential();
  sizes.slice(1).forEach((units, k) => {
    const activation = (k === sizes.length - 2 ? output : hidden).name;
    model.add(layers.layers.dense({ units, activation, ...(k === 0 && { inputShape: [sizes[0]] }) }));
  });
  const { name, learningRate } = optimizer();
  model.compile({
    optimizer: name === 'sgd' ? tf.train.sgd(learningRate) : tf.train.adam(learningRate),
    loss: loss().name === 'crossEntropy' ? 'categoricalCrossentropy' : 'meanSquaredError',
  });
  return model;
}

for (const training of chosen.length > 0 ? chosen.map((name) => ({ A, B, C })[name]!) : [A, B, C]) {
  const { loss, optimizer, batchSize } = training;
  const model = network({ inputs: 784, layers: layersOf(training) });
  const options = { loss: loss(), optimizer: optimizer(), batchSize, epochs: 1 };
  const nn = () => fit(model, x, t, options);

  const rows = Math.ceil(count / 4);
  const [tx, tt] = [
    tf.tensor2d(x.data.subarray(0, rows * 784), [rows, 784]),
    tf.tensor2d(t.data.subarray(0, rows * 10), [rows, 10]),
  ];
  const other = tfjsModel(training);
  const tfjs = () => other.fit(tx, tt, { epochs: 1, batchSize, shuffle: true, verbose: 0, yieldEvery: 'never' });
  const ratio = await paired({ a: nn, b: tfjs, work: { a: count, b: rows } }, { rounds: 5 });
  console.log(line(training.name, `tfjs-wasm with ${threads} thread${threads > 1 ? 's' : ''}`, 'samples/s', ratio));
}
process.exit(0);
