import type { Loss } from '@nn/loss';
import { type Matrix, matrix, oneHot } from '@nn/matrix';
import { type Network, NonFiniteError, network, type StepReport, steps } from '@nn/net';
import { confusionMatrix } from '@nn/net/metrics';
import { divided, pointsFor, reachOf } from './datasets.js';
import { featuresOf } from './features.js';
import { gridOf } from './grid.js';
import type { Point } from './points.js';
import type { Judgement, LayerReport, Report, Request } from './protocol.js';
import { layersOf, lossOf, optimizers, scheduleOf } from './recipe.js';
import type { Settings } from './settings.js';
import { outputOf, taskOf } from './targets.js';

/** Points as a network takes them. */
interface Encoded {
  readonly x: Matrix;
  readonly t: Matrix | Int32Array;
}

/** A network under training, and what is needed to look at it. */
interface Made {
  readonly key: string;
  readonly settings: Settings;
  readonly model: Network;
  readonly loss: Loss;
  /** Each layer as a network of its own, through which the plane is sent. */
  readonly layers: readonly Network[];
  readonly plane: Matrix;
  readonly train: Encoded | undefined;
  readonly test: Encoded | undefined;
  readonly perEpoch: number;
  readonly training: Iterator<StepReport> | undefined;
  step: number;
  learningRate: number;
  /** The batch that is gone through sample by sample: the weights that it leads to are put in place with its last one. */
  pending: { readonly rows: Int32Array; readonly after: Float32Array | Float64Array; seen: number } | undefined;
  diverged: boolean;
}

function encode(settings: Settings, points: readonly Point[]): Encoded | undefined {
  if (points.length === 0) return undefined;
  return {
    x: matrix(points.map(([x1, x2]) => featuresOf(settings.features, x1, x2))),
    t:
      taskOf(settings) === 'classes'
        ? Int32Array.from(points, ([, , t]) => (t > 0.5 ? 1 : 0))
        : matrix(points.map(([, , t]) => [t])),
  };
}

function make(settings: Settings, key: string): Made {
  const layers = layersOf(settings);
  const inputs = settings.features.length;
  const model = network({ inputs, layers, seed: settings.seed });
  const points = divided(settings);
  const train = encode(settings, points.train);
  const loss = lossOf(settings);
  const learningRate = scheduleOf(settings);
  const sizes = [inputs, ...settings.hidden];
  return {
    key,
    settings,
    model,
    loss,
    layers: layers.map((layer, i) => network({ inputs: sizes[i]!, layers: [layer] })),
    plane: matrix(gridOf(settings.features, reachOf(pointsFor(settings)))),
    train,
    test: encode(settings, points.test),
    perEpoch: Math.max(1, Math.ceil(points.train.length / settings.batch)),
    training:
      train &&
      steps(model, train.x, train.t, {
        loss,
        optimizer: optimizers[settings.optimizer](),
        learningRate,
        batchSize: Math.min(settings.batch, points.train.length),
        seed: settings.seed,
      }),
    step: 0,
    learningRate: learningRate({ step: 0, epoch: 0, losses: [] }),
    pending: undefined,
    diverged: false,
  };
}

/** One update; undefined where the numbers have become too large for one. */
function update(made: Made): StepReport | undefined {
  if (!made.training || made.diverged) return undefined;
  try {
    const { value } = made.training.next();
    made.learningRate = value.learningRate;
    return value;
  } catch (error) {
    if (!(error instanceof NonFiniteError)) throw error;
    made.diverged = true;
    return undefined;
  }
}

/** Goes on by one batch, or through the rest of the one that is under way. */
function goOnByBatch(made: Made): void {
  if (made.pending) made.model.memory.restore(made.pending.after);
  else if (!update(made)) return;
  made.pending = undefined;
  made.step++;
}

/** Goes on by one sample. The update is computed with the first sample of its batch, and made with the last. */
function goOnBySample(made: Made): void {
  const { memory } = made.model;
  if (!made.pending) {
    const before = memory.copy();
    const report = update(made);
    if (!report) return;
    made.pending = { rows: report.rows, after: memory.copy(), seen: 0 };
    memory.restore(before);
  }
  made.pending.seen++;
  if (made.pending.seen === made.pending.rows.length) goOnByBatch(made);
}

function goOn(made: Made, { unit, count }: Request): void {
  const updates = unit === 'epoch' ? count * made.perEpoch - (made.step % made.perEpoch) : count;
  for (let i = 0; i < updates && !made.diverged; i++) {
    if (unit === 'sample') goOnBySample(made);
    else goOnByBatch(made);
  }
}

/** How good the network is; undefined where there are no such points, or the outputs are no numbers any more. */
function judge(made: Made, points: Encoded | undefined): Judgement | undefined {
  if (!points) return undefined;
  const { x, t } = points;
  const output = made.model.predict(x);
  if (!output.data.every(Number.isFinite)) {
    made.diverged = true;
    return undefined;
  }
  const loss = made.loss.value(output, t);
  if (!(t instanceof Int32Array)) return { loss };
  const confusion = confusionMatrix(output, oneHot(t, 2)).toArray();
  return { loss, confusion, accuracy: (confusion[0]![0]! + confusion[1]![1]!) / t.length };
}

/** Sends the plane through the network, layer by layer. */
function lookInside({ model, layers, plane }: Made): LayerReport[] {
  let x = plane;
  return layers.map((layer, i) => {
    const [weight, bias] = [model.parameters[2 * i]!.get(), model.parameters[2 * i + 1]!.get()];
    layer.parameters[0]!.set(weight);
    layer.parameters[1]!.set(bias);
    x = layer.predict(x);
    return {
      inputs: layer.inputs,
      units: layer.outputs,
      weight: weight.data as Float32Array,
      bias: bias.data as Float32Array,
      maps: x.data as Float32Array,
    };
  });
}

/** One number for each cell: the number itself, or how much more class 1 is meant than class 0. */
function signed({ units, maps }: LayerReport, settings: Settings): Float32Array {
  const strength = outputOf(settings).name === 'softmax' ? 1 : 0.5;
  if (units === 1) return maps.slice();
  return Float32Array.from({ length: maps.length / 2 }, (_, k) => strength * (maps[2 * k + 1]! - maps[2 * k]!));
}

function reportOf(made: Made): Report {
  const [train, test] = [judge(made, made.train), judge(made, made.test)];
  const layers = lookInside(made);
  const { step, perEpoch, learningRate, pending, diverged } = made;
  return {
    step,
    perEpoch,
    epoch: step / perEpoch,
    learningRate,
    seen: pending ? Array.from(pending.rows.subarray(0, pending.seen)) : [],
    batch: pending?.rows.length ?? 0,
    ...(train && { train }),
    ...(test && { test }),
    layers,
    plane: signed(layers.at(-1)!, made.settings),
    diverged,
  };
}

/** Makes the function that answers the page's requests: the training is kept from one request to the next. */
export function engine(): (request: Request) => Report {
  let made: Made | undefined;
  return (request) => {
    const { at: _, ...settings } = request.settings;
    const key = JSON.stringify(settings);
    if (made?.key !== key || request.start) made = make(request.settings, key);
    goOn(made, request);
    return reportOf(made);
  };
}
