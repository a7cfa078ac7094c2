import type { Table } from '@nn/data';
import type { OpenedModel } from '../training/model-file.js';
import { losses } from '../training/recipe.js';
import { lookAtSamples } from './data/index.js';
import { samplesOf } from './data/samples.js';
import type { Diagnosis } from './diagnosis.js';
import { lookAtRecipe } from './recipe/index.js';
import { lookAtCourse, lookAtMoment } from './run/index.js';
import { lookAt } from './run/look.js';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const numbersOf = (lines: readonly unknown[], name: string): number[] =>
  lines.map((line) => fieldsOf(line)[name]).filter((v) => typeof v === 'number');

/**
 * Looks at a trained network and a table as it sees it: at the table, at what a further step on it would do, and at how its training went, where the
 * file says so. Throws TableError where the table does not fit.
 */
export function examineModel({ model, pipeline, metadata }: OpenedModel, table: Table): Diagnosis[] {
  const recipe = fieldsOf(metadata.recipe);
  const usual = pipeline.target.kind === 'classes' ? 'crossEntropy' : 'meanSquaredError';
  const make = (Object.hasOwn(losses, String(recipe.loss)) && losses[String(recipe.loss)]) || losses[usual]!;
  const samples = samplesOf(table, undefined, pipeline);
  const columns = pipeline.features.flatMap((feature) =>
    feature.kind === 'number' ? [feature.name] : feature.categories.map((category) => `${feature.name}=${category}`),
  );
  const subject = { model, loss: make(), x: samples.x, t: samples.t, columns };
  const epochs = typeof metadata.epochs === 'number' ? metadata.epochs : 0;
  return [
    ...lookAtSamples(samples),
    ...lookAtRecipe(subject),
    ...lookAtMoment(lookAt(subject, epochs)),
    ...courseOf(metadata, recipe),
  ];
}

/** What the losses tell that a model file keeps; how far its weights moved is not known any more. */
function courseOf(metadata: Fields, { learningRate }: Fields): Diagnosis[] {
  const { validating, training } = fieldsOf(metadata.history);
  const lines = [validating, training].find(Array.isArray) ?? [];
  const trained = numbersOf(lines, 'loss');
  if (trained.length === 0) return [];
  return lookAtCourse({
    initial: trained[0]!,
    losses: trained,
    validationLosses: numbersOf(lines, 'validationLoss'),
    updates: 0,
    moved: Number.NaN,
    steepness: Number.NaN,
    learningRate: Number(learningRate),
    restoresBest: true,
  });
}
