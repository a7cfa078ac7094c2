import { type Expr, gradients, input } from '@nn/formula';
import { type Buffer, compile, executable } from '@nn/matrix';
import { forward } from '../forward.js';
import { type Loss, objective } from '../loss.js';
import type { Network } from '../network.js';
import { copyRows } from '../row-source.js';
import { applyRule } from '../rules/apply.js';
import type { Rule } from '../rules/rule.js';
import { constraints } from './constraints.js';
import type { Stretch } from './groups.js';
import { keptBuffers } from './kept-buffers.js';
import { meanGradient } from './mean-gradient.js';
import type { Optimizer, OptimizerState, SearchingOptimizer } from './optimizer.js';
import { searchUpdate } from './search.js';
import { type Samples, weightOf } from './split.js';
import { compileUpdate } from './update.js';

/** What a trainer is made for. */
export interface TrainerOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer | SearchingOptimizer;
  /** The parameters, cut where their settings change. */
  readonly groups: readonly Stretch[];
  readonly batchSize: number;
  /** Batches of one update. */
  readonly accumulate: number;
  /** Whether each sample has a weight. */
  readonly weighted: boolean;
  /** How errors are sent back. */
  readonly rule: Rule;
}

/** A network made ready to be trained: its memory for one batch, and what one step runs. */
export interface Trainer {
  readonly batchSize: number;
  /** The most samples of one update. */
  readonly samples: number;
  readonly weighted: boolean;
  readonly state: OptimizerState;
  /**
   * Computes the loss of the chosen samples, batch by batch, and moves the parameters once. Where the loss is not finite it is returned
   * and nothing is moved. No step allocates.
   */
  step(samples: Samples, rows: Int32Array, learningRate: number, seed: number): number;
  /** The optimizer's state with its vectors, as a copy that can be saved. */
  snapshot(): OptimizerState;
  /** Goes on from what `snapshot` gave. */
  restore(saved: OptimizerState): void;
}

/**
 * Compiles one step of training: forward, loss and backward into one flat vector, then the optimizer's update of the parameters. Everything
 * between lives in a region that is freed with the trainer.
 */
export function trainer(
  model: Network,
  { loss, optimizer, groups, batchSize, accumulate, weighted, rule }: TrainerOptions,
): Trainer {
  const { inputs, outputs, inputShape, layers, backend, memory } = model;
  const n = memory.length;

  let length = 0;
  const reserve = (rows: number | 'batch', cols: number) => {
    const place = { offset: length, rows, cols };
    length += (rows === 'batch' ? batchSize : rows) * cols;
    return place;
  };
  const places = {
    x: reserve('batch', inputs),
    t: reserve('batch', outputs),
    weights: weighted ? reserve('batch', 1) : undefined,
    loss: reserve(1, 1),
    gradient: reserve(1, n),
  };
  const region = backend.region(length);
  const at = (place: ReturnType<typeof reserve>): Buffer => ({ region, ...place });

  const expressions = forward(inputShape, layers, { training: true, sendBack: applyRule(rule) });
  const value = objective(loss, layers, expressions, places.weights && input('weights'));
  const slopes = gradients(
    value,
    memory.list.map((p) => p.name),
  );
  const kept = keptBuffers(
    model,
    Object.assign({}, ...expressions.map(({ buffers }) => buffers)) as Record<string, Expr>,
  );
  const backward = compile({
    backend,
    inputs: {
      ...memory.places,
      x: at(places.x),
      t: at(places.t),
      ...(places.weights && { weights: at(places.weights) }),
    },
    outputs: [
      { value, into: at(places.loss) },
      ...memory.list.map((p) => ({
        value: slopes[p.name]!,
        into: { region, offset: places.gradient.offset + p.offset, rows: p.rows, cols: p.cols },
      })),
      ...kept.outputs,
    ],
    batch: batchSize,
  });

  const computeGradient = executable(backend, [backward]);
  const gradient = at(places.gradient);
  const joined = accumulate > 1 ? meanGradient(backend, gradient) : undefined;
  const taken = joined?.mean ?? gradient;
  const update =
    'search' in optimizer
      ? searchUpdate(model, optimizer, taken)
      : compileUpdate(model, optimizer, { gradient: taken, groups });
  const constrain = constraints(model);

  /** The mean loss of these samples; their mean gradient then stands where the update takes it from. */
  const descend = (samples: Samples, rows: Int32Array, seed: number, step: number): number => {
    joined?.begin();
    kept.begin();
    const whole = weightOf(samples, rows);
    let loss = 0;
    for (let k = 0; k * batchSize < rows.length; k++) {
      const batch = rows.length > batchSize ? rows.subarray(k * batchSize, (k + 1) * batchSize) : rows;
      const all = region.view();
      copyRows(samples.x, batch, all, places.x.offset);
      copyRows(samples.t, batch, all, places.t.offset);
      if (places.weights) copyRows(samples.weights!, batch, all, places.weights.offset);
      // Each batch has random numbers of its own.
      computeGradient.run(batch.length, { seed, step: step * accumulate + k });
      const share = whole > 0 ? weightOf(samples, batch) / whole : 0;
      loss += share * region.view()[places.loss.offset]!;
      kept.move();
      joined?.add(share);
    }
    if (!Number.isFinite(loss)) kept.undo();
    return loss;
  };

  return {
    batchSize,
    samples: batchSize * accumulate,
    weighted,
    state: update.state,
    step: (samples, rows, learningRate, seed) => {
      const { step } = update.state;
      const again = () => descend(samples, rows, seed, step);
      const loss = again();
      if (!Number.isFinite(loss)) return loss;
      update.run(learningRate, loss, again);
      constrain();
      return loss;
    },
    snapshot: update.snapshot,
    restore: update.restore,
  };
}
