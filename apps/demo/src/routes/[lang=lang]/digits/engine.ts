import { digits, type Table } from '@nn/data';
import { crossEntropy } from '@nn/loss';
import { type Matrix, zeros } from '@nn/matrix';
import { dense, evaluate, fit, type Network, NonFiniteError, network, type Run, relu, softmax } from '@nn/net';
import { adam } from '@nn/optim';
import { FULL, PIXELS } from './image.js';
import type { Report, Request } from './protocol.js';
import type { Settings } from './settings.js';

/**
 * Counts as inputs from 0 to 1. Not standardized column by column: some pixels of the data are nearly never ink, and a drawing that
 * touches one would be a hundred standard deviations away.
 */
function inputs(counts: ArrayLike<number>): Matrix {
  const x = zeros(counts.length / PIXELS, PIXELS);
  x.data.forEach((_, k) => {
    x.data[k] = counts[k]! / FULL;
  });
  return x;
}

function samplesOf(table: Table) {
  const pixels = table.columns.slice(0, PIXELS).map(({ cells }) => cells);
  const counts = Uint8Array.from({ length: table.rows * PIXELS }, (_, k) =>
    Number(pixels[k % PIXELS]![Math.floor(k / PIXELS)]),
  );
  return { counts, x: inputs(counts), labels: Int32Array.from(table.column('digit').cells, Number) };
}

/** The network of some settings; without hidden units a linear one. */
const networkOf = ({ hidden, seed }: Settings): Network =>
  network({
    inputs: PIXELS,
    layers: [...(hidden > 0 ? [dense(hidden, relu)] : []), dense(10, softmax)],
    seed,
  });

/** A training under way. */
interface Training {
  readonly run: number;
  readonly model: Network;
  continued?: Run;
  epoch: number;
  loss?: number;
  samplesPerSecond: number;
  diverged: boolean;
}

/** Makes the function that answers the page's requests: a network that is kept and trained on from one request to the next. */
export function engine(): (request: Request) => Promise<Report> {
  const tables = digits().split({ test: 0.2, stratify: 'digit', seed: 0 });
  const [train, test] = [samplesOf(tables.train), samplesOf(tables.test)];
  const loss = crossEntropy();
  let training: Training | undefined;

  async function learn(training: Training, { rate, batch, seed }: Settings, epochs: number): Promise<void> {
    const { model, continued } = training;
    const options = { loss, optimizer: adam({ learningRate: rate }), batchSize: batch, seed };
    try {
      const { epochs: reports, run } = await fit(model, train.x, train.labels, {
        ...(continued ? { ...continued.options, continue: continued } : options),
        epochs,
      });
      const last = reports.at(-1)!;
      Object.assign(training, {
        continued: run,
        epoch: last.epoch,
        loss: last.loss,
        samplesPerSecond: last.samplesPerSecond,
      });
    } catch (error) {
      if (!(error instanceof NonFiniteError)) throw error;
      training.diverged = true;
    }
  }

  return async ({ settings, run, epochs }) => {
    if (training?.run !== run) {
      training = { run, model: networkOf(settings), epoch: 0, samplesPerSecond: 0, diverged: false };
    }
    if (epochs > 0 && !training.diverged) await learn(training, settings, epochs);
    const { model, epoch, loss: trainLoss, samplesPerSecond, diverged } = training;
    const judged = evaluate(model, test.x, test.labels, { loss });
    return {
      epoch,
      ...(trainLoss !== undefined && { loss: trainLoss }),
      testLoss: judged.loss,
      accuracy: judged.accuracy!,
      confusion: judged.confusion!.toArray(),
      test: { counts: test.counts, labels: test.labels },
      outputs: model.predict(test.x).data,
      reading: model.predict(inputs(settings.image)).data,
      samplesPerSecond,
      trained: train.x.rows,
      diverged,
    };
  };
}
