import type { Loss } from '@nn/loss';
import type { Optimizer } from '@nn/optim';
import type { OpenedModel } from './model-file.js';
import { losses, optimizers, type Recipe } from './recipe.js';

/** What of its recipe a model file says; files that were not made by `nn train` say nothing. */
const recipeOf = ({ metadata }: Pick<OpenedModel, 'metadata'>): Partial<Recipe> =>
  typeof metadata.recipe === 'object' && metadata.recipe !== null ? metadata.recipe : {};

/** The loss that a model was trained with, or else the usual one for its task. */
export function lossOf(model: OpenedModel): Loss {
  const { loss = '' } = recipeOf(model);
  const usual = model.pipeline.target.kind === 'classes' ? 'crossEntropy' : 'meanSquaredError';
  return losses[Object.hasOwn(losses, loss) ? loss : usual]!();
}

/** The optimizer that a model was trained with; undefined where its file does not say. */
export function optimizerOf(model: OpenedModel): Optimizer | undefined {
  const { optimizer = '', learningRate, weightDecay } = recipeOf(model);
  if (!Object.hasOwn(optimizers, optimizer)) return undefined;
  return optimizers[optimizer]!({
    ...(learningRate !== undefined && { learningRate }),
    ...(weightDecay !== undefined && { weightDecay }),
  });
}
