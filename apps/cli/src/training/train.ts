import { fitPipeline, type Pipeline, type Table } from '@nn/data';
import type { Matrix } from '@nn/matrix';
import { type Callback, type EpochReport, earlyStopping, fit, type Network, network } from '@nn/net';
import type { Text } from '../telling/text.js';
import { CommandError, Interrupted } from '../terminal/errors.js';
import { layersOf, losses, optimizers, type Recipe } from './recipe.js';

/** A network, how tables become its numbers, and what is known of its quality. */
export interface Trained {
  readonly model: Network;
  readonly pipeline: Pipeline;
  /** How many epochs the network was trained. */
  readonly epochs: number;
  /** The best of the epochs on rows that were held back; none where no rows were. */
  readonly judged?: Judgement;
}

/** How good a network was on rows that it was not trained on, and which rows they were. */
export interface Judgement {
  readonly model: Network;
  readonly pipeline: Pipeline;
  readonly rows: Table;
  readonly report: EpochReport;
}

export interface TrainOptions {
  readonly target: string;
  /** What the target is: settled once by the whole table, since a part of its rows may look like something else. */
  readonly task: 'classes' | 'number';
  readonly signal: AbortSignal;
  /** Told of each epoch; `title` says what is being trained. */
  readonly progress: (title: Text, epochs: number) => Callback;
}

interface Setting extends TrainOptions {
  readonly recipe: Recipe;
}

/** What is being trained. */
const TITLES = {
  whole: { en: 'training', zh: '训练' },
  validating: { en: 'validating', zh: '留出验证' },
  allRows: { en: 'training on all rows', zh: '用全部行训练' },
} as const satisfies Record<string, Text>;

/** Trains one network on a table, judged by other rows if there are any. */
async function trainOn(
  table: Table,
  held: Table | undefined,
  { recipe, target, task, signal, progress }: Setting,
  { title, epochs }: { title: Text; epochs: number },
) {
  const pipeline = fitPipeline(table, { target, task });
  const { x, t } = pipeline.encode(table);
  const model = network({
    inputs: pipeline.inputs,
    layers: layersOf(recipe, task, pipeline.outputs),
    seed: recipe.seed,
  });
  const validation = held && pipeline.encode(held);
  const history = await fit(model, x, t!, {
    loss: losses[recipe.loss]!(),
    optimizer: optimizers[recipe.optimizer]!(recipe),
    batchSize: recipe.batchSize,
    epochs,
    seed: recipe.seed,
    signal,
    ...(validation && { validation: { x: validation.x, t: validation.t! } }),
    callbacks: [...(held ? [earlyStopping({ patience: recipe.patience })] : []), progress(title, epochs)],
  });
  if (history.ended === 'signal') throw new Interrupted('stopped; nothing was saved');
  checkOutputs(model, validation?.x ?? x, recipe, history.run.state().step);
  return { model, pipeline, history };
}

/** `fit` sees to it that loss and weights are finite; what the last weights make of the rows is seen here. */
function checkOutputs(model: Network, x: Matrix, { learningRate }: Recipe, step: number): void {
  if (model.predict(x).data.every(Number.isFinite)) return;
  throw new CommandError(
    `the outputs are not finite after step ${step}: they overflow in layer ${model.layers.length - 1} at the latest. The likely cause is too large a learning rate (${learningRate}); try a smaller one`,
  );
}

/**
 * Trains as a recipe says. A part of the rows is held back: it says after which epoch to stop, and how good the network is on
 * rows that it has not seen. Then a new network is trained for as many epochs on all rows, since every row teaches something.
 */
export async function train(table: Table, recipe: Recipe, options: TrainOptions): Promise<Trained> {
  const setting = { ...options, recipe };
  if (recipe.validation === 0) {
    const { model, pipeline } = await trainOn(table, undefined, setting, {
      title: TITLES.whole,
      epochs: recipe.epochs,
    });
    return { model, pipeline, epochs: recipe.epochs };
  }
  const stratify = options.task === 'classes' ? options.target : undefined;
  const { train: kept, test: held } = table.split({ test: recipe.validation, stratify, seed: recipe.seed });
  const first = await trainOn(kept, held, setting, { title: TITLES.validating, epochs: recipe.epochs });
  const reports = first.history.epochs;
  const report = reports.reduce((best, r) => (r.validationLoss! < best.validationLoss! ? r : best));
  const whole = await trainOn(table, undefined, setting, { title: TITLES.allRows, epochs: report.epoch });
  const judged = { model: first.model, pipeline: first.pipeline, rows: held, report };
  return { model: whole.model, pipeline: whole.pipeline, epochs: report.epoch, judged };
}
