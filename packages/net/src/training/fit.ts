import { evaluator } from '../evaluate.js';
import type { Network } from '../network.js';
import { checkSamples, type Rows } from '../samples.js';
import type { Callback, EpochReport, History } from './history.js';
import { beginRun, epochSteps, type LiveRun, type Run, type RunOptions } from './run.js';
import { type Samples, splitValidation } from './split.js';

export interface FitOptions extends RunOptions {
  /** How many times every sample is seen; 10 by default. */
  readonly epochs?: number;
  /** Samples to judge by after each epoch: given, or a part of x and t that is then not trained on. */
  readonly validation?: number | { readonly x: Rows; readonly t: Rows };
  readonly callbacks?: readonly Callback[];
  /** Ends the training after the update under way. */
  readonly signal?: AbortSignal;
  /** Goes on with a run: its optimizer, its schedule, its shuffling. Loss, optimizer and batch size are those of the run. */
  readonly continue?: Run;
}

/** How long the training may hold the thread before others get their turn, in milliseconds. */
const TURN = 40;
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/**
 * Trains a network on samples x (n x inputs) and targets t (n x outputs).
 *
 * Throws RangeError where sizes, numbers or options do not fit, before anything is changed, and NonFiniteError, naming step and
 * layer, where the loss becomes NaN or infinite; the weights are then those before that step.
 */
export async function fit(model: Network, x: Rows, t: Rows, options: FitOptions): Promise<History> {
  const { epochs = 10, validation, callbacks = [], signal, seed = 0 } = options;
  if (!Number.isInteger(epochs) || epochs < 0) {
    throw new RangeError(`fit: epochs: expected a whole number from 0, got ${epochs}`);
  }
  const [samples, targets] = checkSamples('fit', model, x, t);
  let train: Samples = { x: samples, t: targets };
  let held: Samples | undefined;
  if (typeof validation === 'number') {
    ({ train, validation: held } = splitValidation(samples, targets, validation, seed));
  } else if (validation) {
    const [vx, vt] = checkSamples('fit: validation', model, validation.x, validation.t);
    held = { x: vx, t: vt };
  }
  const run = (options.continue as LiveRun | undefined) ?? beginRun(model, options, train.x.rows);
  if (run.model !== model) throw new TypeError('fit: continue: this run trains another network');
  const judge = held && evaluator(model, run.options.loss);

  const reports: EpochReport[] = [];
  let ended: History['ended'] = 'epochs';
  let turned = performance.now();
  while (reports.length < epochs && ended === 'epochs') {
    const began = performance.now();
    let total = 0;
    let seen = 0;
    let rate = 0;
    for (const { loss, rows, learningRate } of epochSteps(run, train.x, train.t)) {
      total += loss * rows.length;
      seen += rows.length;
      rate = learningRate;
      if (performance.now() - turned > TURN) {
        await turn();
        turned = performance.now();
      }
      if (signal?.aborted) break;
    }
    if (signal?.aborted) {
      ended = 'signal';
      if (seen < train.x.rows) break;
    }
    const seconds = (performance.now() - began) / 1000;
    const judged = held && judge!(held.x, held.t);
    const report: EpochReport = {
      epoch: run.epoch,
      step: run.trainer.state.step,
      loss: total / seen,
      learningRate: rate,
      ...(judged && { validationLoss: judged.loss }),
      ...(judged?.accuracy !== undefined && { validationAccuracy: judged.accuracy }),
      seconds,
      samplesPerSecond: seen / seconds,
    };
    reports.push(report);
    for (const callback of callbacks) {
      if ((await callback.epochEnd?.(report, run)) === 'stop') ended = 'callback';
    }
  }
  for (const callback of callbacks) callback.trainEnd?.(run);
  return { epochs: reports, ended, run };
}
