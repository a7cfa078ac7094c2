import { type Pipeline, pipelineFromJSON, type Table } from '@nn/data';
import type { Loss } from '@nn/loss';
import type { Matrix } from '@nn/matrix';
import { type Callback, earlyStopping, fit, load, loadRun, type Network, network, type Run } from '@nn/net';
import type { Text } from '../telling/text.js';
import { CommandError, Interrupted } from '../terminal/errors.js';
import { type Checkpoints, keeper, type Phase, type SavedTraining } from './checkpoint.js';
import { bestEpoch, type EpochLine, type TrainingHistory } from './epoch-line.js';
import type { LearningRows, Samples } from './learning-rows.js';
import { layersOf, losses, optimizers, type Recipe } from './recipe.js';

/** A network, how tables become its numbers, and what is known of its quality. */
export interface Trained {
  readonly model: Network;
  readonly pipeline: Pipeline;
  /** How many epochs the network was trained. */
  readonly epochs: number;
  readonly history: TrainingHistory;
  /** The best of the epochs on rows that were held back; none where no rows were. */
  readonly judged?: Judgement;
}

/** A network that was not trained on some rows, and these rows. */
export interface Judgement {
  readonly model: Network;
  readonly pipeline: Pipeline;
  readonly rows: Table;
}

export interface TrainOptions {
  readonly target: string;
  /** What the target is: settled once by the whole table, since a part of its rows may look like something else. */
  readonly task: 'classes' | 'number';
  readonly signal: AbortSignal;
  /** Told of each epoch; `title` says what is being trained. */
  readonly progress: (title: Text, epochs: number) => Callback;
  /** Looks at the first network from its beginning on; not asked where a training goes on. */
  readonly watch?: (stage: Stage) => Callback;
  /** Where the training is saved, to go on after it was stopped; nothing is saved unless given. */
  readonly checkpoints?: Checkpoints;
  /** Goes on with this training, on the same rows: to the bits of one that was never stopped. */
  readonly saved?: SavedTraining;
}

/** A training that is about to begin, with rows of it: all, or enough to look at. */
export interface Stage {
  readonly rows: Table;
  readonly held: Table | undefined;
  readonly pipeline: Pipeline;
  readonly model: Network;
  readonly loss: Loss;
  readonly x: Matrix;
  readonly t: Matrix;
}

interface Setting extends TrainOptions {
  readonly recipe: Recipe;
}

/** One of the two networks: what it is trained on, for how long, and what is known already. */
interface PhasePlan {
  readonly phase: Phase;
  readonly title: Text;
  readonly rows: LearningRows;
  readonly held?: Table;
  readonly epochs: number;
  /** The phase before, if there was one. */
  readonly judged?: Judgement;
  readonly validating?: readonly EpochLine[];
}

/** What is being trained. */
const TITLES = {
  whole: { en: 'training', zh: '训练' },
  validating: { en: 'validating', zh: '留出验证' },
  allRows: { en: 'training on all rows', zh: '用全部行训练' },
} as const satisfies Record<string, Text>;

/** Nothing is kept in memory but the epochs. */
const UNSAVED: Checkpoints = {
  store: { write: () => {}, remove: () => {}, list: () => [] },
  every: Number.POSITIVE_INFINITY,
  failed: () => {},
  advice: 'nothing was saved',
  metadata: {},
};

/** Trains one network on a table, judged by other rows if there are any. */
const trainPhase = (plan: PhasePlan, setting: Setting) =>
  plan.rows.encoded({ target: setting.target, task: setting.task }, (samples) => trainOn(samples, plan, setting));

async function trainOn({ pipeline, x, t, looked }: Samples, plan: PhasePlan, setting: Setting) {
  const { phase, title, held, epochs, judged, validating } = plan;
  const { recipe, signal, progress, checkpoints = UNSAVED, saved, watch } = setting;
  const given = { loss: losses[recipe.loss]!(), optimizer: optimizers[recipe.optimizer]!(recipe) };
  const before = saved?.phase === phase ? saved : undefined;
  const former = before && loadRun(before.run, given);
  const model = former?.model ?? begin(pipeline, setting);
  const validation = held && pipeline.encode(held);
  const keep = keeper(phase, { recipe, epochs, signal }, checkpoints, {
    lines: { ...(validating && { validating }), ...before?.lines },
    ...(judged && { judged }),
  });
  const isFirst = !saved && !judged;
  const watching = isFirst ? watch?.({ ...looked, held, pipeline, model, loss: given.loss }) : undefined;
  const history = await fit(model, x, t, {
    ...(former
      ? { ...former.options, continue: former }
      : { ...given, batchSize: recipe.batchSize, seed: recipe.seed }),
    epochs: epochs - (former?.epoch ?? 0),
    signal,
    ...(validation && { validation: { x: validation.x, t: validation.t! } }),
    callbacks: [
      keep,
      ...(watching ? [watching] : []),
      ...(held ? [earlyStopping({ patience: recipe.patience })] : []),
      progress(title, epochs),
    ],
  });
  await checkGoesOn(history.ended === 'signal', history.run, epochs, keep, checkpoints);
  checkOutputs(model, validation?.x ?? looked.x, recipe, history.run.state().step);
  return { model, pipeline, lines: keep.lines };
}

const begin = (pipeline: Pipeline, { recipe, task }: Setting): Network =>
  network({ inputs: pipeline.inputs, layers: layersOf(recipe, task, pipeline.outputs), seed: recipe.seed });

/** Throws Interrupted, after what is there was saved, where a phase was stopped before its end. */
async function checkGoesOn(
  stopped: boolean,
  { epoch }: Run,
  epochs: number,
  keep: { saveLast(): Promise<void> },
  { advice }: Checkpoints,
): Promise<void> {
  if (!stopped || epoch >= epochs) return;
  await keep.saveLast();
  throw new Interrupted(`stopped after epoch ${epoch} of ${epochs}; ${advice}`);
}

/** `fit` sees to it that loss and weights are finite; what the last weights make of the rows is seen here. */
function checkOutputs(model: Network, x: Matrix, { learningRate }: Recipe, step: number): void {
  if (model.predict(x).data.every(Number.isFinite)) return;
  throw new CommandError(
    `the outputs are not finite after step ${step}: they overflow in layer ${model.layers.length - 1} at the latest. The likely cause is too large a learning rate (${learningRate}); try a smaller one`,
  );
}

/** The network that was judged, as it was saved. */
function judgedBefore({ judged }: SavedTraining, rows: Table): Judgement {
  const { model, pipeline } = load(judged!);
  return { model, pipeline: pipelineFromJSON(pipeline), rows };
}

/** The first phase: a network that rows held back judge. They say after which epoch to stop, and how good it is on rows that it has not seen. */
async function validate(all: LearningRows, setting: Setting) {
  const { recipe, task, target, saved } = setting;
  const stratify = task === 'classes' ? target : undefined;
  const { train: rows, test: held } = await all.split({ test: recipe.validation, stratify, seed: recipe.seed });
  if (saved?.phase === 'training') return { judged: judgedBefore(saved, held), lines: saved.lines.validating! };
  const { lines, ...trained } = await trainPhase(
    { phase: 'validating', title: TITLES.validating, rows, held, epochs: recipe.epochs },
    setting,
  );
  return { judged: { ...trained, rows: held }, lines };
}

/**
 * Trains as a recipe says. A part of the rows is held back: it says after which epoch to stop, and how good the network is on
 * rows that it has not seen. Then a new network is trained for as many epochs on all rows, since every row teaches something.
 * Throws Interrupted where the signal stopped it.
 */
export async function train(rows: LearningRows, recipe: Recipe, options: TrainOptions): Promise<Trained> {
  const setting = { ...options, recipe };
  if (recipe.validation === 0) {
    const { epochs } = recipe;
    const { lines, ...trained } = await trainPhase({ phase: 'training', title: TITLES.whole, rows, epochs }, setting);
    return { ...trained, epochs, history: { training: lines } };
  }
  const { judged, lines: validating } = await validate(rows, setting);
  const epochs = bestEpoch(validating);
  const { lines, ...trained } = await trainPhase(
    { phase: 'training', title: TITLES.allRows, rows, epochs, judged, validating },
    setting,
  );
  return { ...trained, epochs, history: { validating, training: lines }, judged };
}
