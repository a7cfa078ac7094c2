// brain.js: it trains one sample at a time, with one activation for all layers and the squared error.
import { Cannot, type Open } from './contestant.js';
import { judge } from './judge.js';
import { readFloats, readWeights } from './numbers.js';
import { peer } from './peers.js';

/** The rows of a table, each an array of its own, as brain.js takes samples. */
const rowsOf = (path: string, rows: number, cols: number) => {
  const all = readFloats(path, rows * cols);
  return Array.from({ length: rows }, (_, i) => all.slice(i * cols, (i + 1) * cols));
};

export const open: Open = () => {
  const { NeuralNetwork } = peer('brain.js');
  return {
    training: (job) => {
      const { sizes, train, test } = job;
      if (job.output === 'softmax') throw new Cannot('has no softmax');
      const [inputs, outputs] = [sizes[0]!, sizes.at(-1)!];
      const net = new NeuralNetwork({
        inputSize: inputs,
        hiddenLayers: sizes.slice(1, -1),
        outputSize: outputs,
        activation: 'sigmoid',
      });
      net.initialize();
      const targets = rowsOf(train.t, train.rows, outputs);
      const samples = rowsOf(train.x, train.rows, inputs).map((input, i) => ({ input, output: targets[i]! }));
      // Its own rate: that of the job is for batches. A threshold is never reached and must be above 0.
      const options = { iterations: 1, learningRate: 0.3, momentum: 0.1, errorThresh: 1e-12, log: false };
      return {
        reset: () =>
          readWeights(job).forEach(({ weight, bias, inputs: from, outputs: to }, k) => {
            net.weights[k + 1] = Array.from({ length: to }, (_, j) =>
              Float32Array.from({ length: from }, (_, i) => weight[i * to + j]!),
            );
            net.biases[k + 1] = bias.slice();
          }),
        run: () => net.train(samples, options),
        outcome: () =>
          judge(
            rowsOf(test.x, test.rows, inputs).flatMap((row) => Object.values<number>(net.run(row))),
            job,
          ),
      };
    },
  };
};
