import { fitPipeline } from '@nn/data';
import { type Callback, earlyStopping, fit, network } from '@nn/net';
import { Interrupted } from '../terminal/errors.js';
import type { Plan } from '../training/plan.js';
import { layersOf, losses, optimizers } from '../training/recipe.js';
import { type Diagnosis, lookAtData, lookAtRecipe, watchRun } from './index.js';

/** How something is looked at. */
export interface ExamineOptions {
  readonly signal: AbortSignal;
  /** Told of each epoch; without it nothing is trained. */
  readonly progress?: ((epochs: number) => Callback) | undefined;
}

/**
 * Looks at a table and a recipe as `nn train` takes them, and at the training by which it judges: of the rows that are not held back. Nothing is
 * written. Throws what `nn train` throws, but for what is a diagnosis.
 */
export async function examineTable(
  { table, target, task, recipe }: Omit<Plan, 'pipeline'>,
  { signal, progress }: ExamineOptions,
): Promise<Diagnosis[]> {
  const { validation, seed } = recipe;
  const stratify = task === 'classes' ? target : undefined;
  const { train, test: held } =
    validation === 0 ? { train: table, test: undefined } : table.split({ test: validation, stratify, seed });
  const pipeline = fitPipeline(train, { target, task });
  const { x, t } = pipeline.encode(train);
  const judged = held && pipeline.encode(held);
  const model = network({ inputs: pipeline.inputs, layers: layersOf(recipe, task, pipeline.outputs), seed });
  const loss = losses[recipe.loss]!();
  const subject = { model, loss, x, t: t! };
  const found = [...lookAtData({ train, held, pipeline }), ...lookAtRecipe(subject)];
  if (!progress) return found;
  const watch = watchRun({ ...subject, restoresBest: judged !== undefined });
  const ended = await fit(model, x, t!, {
    loss,
    optimizer: optimizers[recipe.optimizer]!(recipe),
    batchSize: recipe.batchSize,
    epochs: recipe.epochs,
    seed,
    signal,
    ...(judged && { validation: { x: judged.x, t: judged.t! } }),
    callbacks: [watch, ...(judged ? [earlyStopping({ patience: recipe.patience })] : []), progress(recipe.epochs)],
  }).catch((error: unknown) => ({ error }));
  if ('ended' in ended && ended.ended === 'signal') throw new Interrupted('stopped');
  return [...found, ...watch.diagnoses('error' in ended ? ended.error : undefined)];
}
