import { checkMade, shown } from '@nn/formula';
import type { SampleWeights } from '@nn/matrix';
import { evaluator } from '../evaluate.js';
import type { Metric } from '../metrics/metric.js';
import type { Network } from '../network.js';
import type { RowSource } from '../row-source.js';
import { checkModel, checkSamples, type Rows, type Targets } from '../samples.js';
import { checkFitOptions } from './check-options.js';
import type { Callback, EpochReport, History } from './history.js';
import { beginRun, checkWeights, epochSteps, type LiveRun, type Run, type RunOptions } from './run.js';
import { areInMemory, type Samples, type SamplesInMemory, splitValidation } from './split.js';
import { trainingSamples } from './training-samples.js';

/** What a training does beside what each step does. */
// biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
export interface FitOptions<In = any, Out = any> extends RunOptions {
  /** How many times every sample is seen; 10 by default. */
  readonly epochs?: number;
  /**
   * Samples to judge by after each epoch: given, or a part of x and t that is then not trained on. Their loss is weighted as that of the training: by `classWeights`, by the
   * `weights` that the part has, or by those given here.
   */
  readonly validation?:
    | number
    | { readonly x: Rows<In>; readonly t: Targets<Out>; readonly weights?: ArrayLike<number> };
  /** What else is said of the validation samples after each epoch: those of `@nn/net/metrics`, or objects like them. */
  readonly metrics?: readonly Metric[];
  readonly callbacks?: readonly Callback[];
  /** Ends the training after the update under way. */
  readonly signal?: AbortSignal;
  /** Goes on with a run: its optimizer, its schedule, its shuffling. Loss, optimizer and batch size are those of the run. */
  readonly continue?: Run;
}

/** How long the training may hold the thread before others get their turn, in milliseconds. */
const TURN = 40;

/** Lets others have the thread: what waits for it, input and timers too. `setTimeout` would wait a millisecond or, in browsers, four. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') return void setImmediate(resolve);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** What the updates of one epoch came to. */
interface EpochResult {
  readonly learningRate: number;
  readonly samples: number;
  /** Whether the epoch is done; a signal may end it before. */
  readonly whole: boolean;
}

/** Makes the updates of one epoch, giving others their turn on the thread now and then; `clock` runs on, since epochs may be short. */
async function trainEpoch(
  run: LiveRun,
  samples: Samples,
  signal: AbortSignal | undefined,
  clock: { turned: number },
): Promise<EpochResult> {
  let [count, rate, whole] = [0, 0, false];
  for (const { rows, learningRate, epochEnd } of epochSteps(run, samples)) {
    count += rows.length;
    rate = learningRate;
    whole = epochEnd;
    if (performance.now() - clock.turned > TURN) {
      await turn();
      clock.turned = performance.now();
    }
    if (signal?.aborted) break;
  }
  return { learningRate: rate, samples: count, whole };
}

/** Gives callbacks back what those of the same names, in the same order, remembered where the run was saved. */
function remind(run: LiveRun): void {
  const left = [...run.remembered];
  run.remembered = [];
  for (const callback of run.callbacks) {
    const at = callback.restore ? left.findIndex(({ name }) => name === callback.name) : -1;
    if (at >= 0) callback.restore!(run, left.splice(at, 1)[0]!);
  }
}

/** What is trained on, and what is held back to judge by. */
function divide(
  model: Network,
  x: Rows | RowSource,
  t: Targets | RowSource,
  { validation, ...counts }: SampleWeights & Pick<FitOptions, 'validation'>,
  seed: number,
) {
  const train = trainingSamples('fit', model, x, t, counts);
  if (typeof validation === 'number') {
    if (!areInMemory(train)) {
      throw new TypeError(
        `fit: validation: expected samples { x, t } where those to train on are read as they are needed, got ${validation}`,
      );
    }
    const { train: kept, validation: held } = splitValidation(train, validation, seed);
    return { train: kept, held };
  }
  if (validation === undefined) return { train, held: undefined };
  checkMade('fit: validation', validation, 'samples { x, t } or a part between 0 and 1', 'x' in Object(validation));
  const [vx, vt, vWeights] = checkSamples('fit: validation', model, validation.x, validation.t, {
    weights: validation.weights,
    classWeights: counts.classWeights,
  });
  return { train, held: { x: vx, t: vt, weights: vWeights } satisfies SamplesInMemory };
}

/**
 * Trains a network on samples x (n x inputs) and targets t (n x outputs, or class numbers). Either may be a `RowSource`, of which each batch is read when its turn comes: to the bits of a
 * training on the same numbers in memory.
 *
 * Throws TypeError and RangeError where options, sizes or numbers do not fit, before anything is changed, and NonFiniteError, naming step and
 * layer, where the loss or the weights become NaN or infinite. Where it was the loss, the weights are those before that step.
 */
export async function fit<In, Out>(
  model: Network<In, Out>,
  x: Rows<NoInfer<In>> | RowSource,
  t: Targets<NoInfer<Out>> | RowSource,
  options: FitOptions<NoInfer<In>, NoInfer<Out>>,
): Promise<History> {
  checkFitOptions('fit', options);
  const { epochs = 10, validation, metrics = [], callbacks = [], signal, continue: former, ...ofRun } = options;
  checkModel('fit', model);
  if (former !== undefined && former?.model !== model) {
    const got = former?.model ? 'one of another' : shown(former);
    throw new TypeError(`fit: continue: expected a run of this network, got ${got}`);
  }
  if (metrics.length > 0 && validation === undefined) {
    throw new TypeError(
      'fit: metrics: expected validation samples to judge by, got none; give some, as in validation: 0.2',
    );
  }
  // A run that goes on holds the same samples back as before.
  const { train, held } = divide(model, x, t, options, (former?.options ?? ofRun).seed ?? 0);
  const run = (former as LiveRun | undefined) ?? beginRun('fit', model, ofRun, train.x.rows);
  const judge = held && evaluator('fit', model, { loss: run.options.loss, metrics });
  run.callbacks = callbacks;
  remind(run);

  const reports: EpochReport[] = [];
  const clock = { turned: performance.now() };
  let ended: History['ended'] = 'epochs';
  let bestEpoch: number | undefined;
  try {
    while (reports.length < epochs && ended === 'epochs') {
      if (signal?.aborted) {
        ended = 'signal';
        break;
      }
      const began = performance.now();
      const { learningRate, samples, whole } = await trainEpoch(run, train, signal, clock);
      if (signal?.aborted) ended = 'signal';
      if (!whole) break;
      checkWeights(run, learningRate);
      const seconds = (performance.now() - began) / 1000;
      const loss = run.losses.at(-1)!;
      const judged = held && judge!(held.x, held.t, held.weights);
      if (judged) run.losses[run.losses.length - 1] = judged.loss;
      const report: EpochReport = {
        epoch: run.epoch,
        step: run.trainer.state.step,
        loss,
        learningRate,
        ...(judged && { validationLoss: judged.loss }),
        ...(judged?.accuracy !== undefined && { validationAccuracy: judged.accuracy }),
        ...(judged && metrics.length > 0 && { validationMetrics: judged.metrics }),
        seconds,
        samplesPerSecond: samples / seconds,
      };
      reports.push(report);
      for (const callback of callbacks) {
        if ((await callback.epochEnd?.(report, run)) === 'stop') ended = 'callback';
      }
      for (const callback of callbacks) await callback.epochSave?.(report, run);
    }
  } finally {
    for (const callback of callbacks) bestEpoch = callback.trainEnd?.(run) ?? bestEpoch;
  }
  return { epochs: reports, ended, ...(bestEpoch !== undefined && { bestEpoch }), run };
}
