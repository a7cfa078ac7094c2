import { fitPipeline, iris } from '@nn/data';
import { crossEntropy } from '@nn/loss';
import { earlyStopping, fit, network } from '@nn/net';
import { adam } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import { examineModel } from '../../src/doctor/examine-model.js';
import { examineTable } from '../../src/doctor/examine-table.js';
import { watchRun } from '../../src/doctor/index.js';
import { defaultRecipe } from '../../src/training/defaults.js';
import type { OpenedModel } from '../../src/training/model-file.js';
import { layersOf } from '../../src/training/recipe.js';

const table = iris();
const recipe = defaultRecipe({ task: 'classes', rows: table.rows });

describe('a model that says how it was trained', () => {
  const pipeline = fitPipeline(table, { target: 'species' });
  const model = network({ inputs: 4, layers: layersOf(recipe, 'classes', 3) });
  const found = (metadata: OpenedModel['metadata']) =>
    examineModel({ model, pipeline, metadata }, table).map(({ code, severity }) => `${severity} ${code}`);
  const lines = (losses: readonly number[], judged: readonly number[]) =>
    losses.map((loss, k) => ({ loss, validationLoss: judged[k] }));

  test('of overfitting: a hint, since the best weights were taken', () => {
    const validating = lines([2, 1.5, 1, 0.5, 0.4, 0.3, 0.2, 0.1], [2, 1, 1.2, 1.4, 1.6, 1.7, 1.8, 1.9]);
    expect(found({ recipe, epochs: 2, history: { validating, training: [] } })).toEqual(['hint overfitting']);
  });

  test('of a loss that rose', () => {
    const training = lines([1, 1.2, 1.4, 1.6], []);
    expect(found({ recipe, epochs: 4, history: { training } })).toEqual(['warning learning-rate-too-high']);
  });

  test.each([
    ['nothing', {}],
    ['no numbers', { recipe: 3, epochs: 'many', history: { validating: [null, { loss: 'low' }] } }],
    ['a loss that there is not', { recipe: { loss: 'toString' } }],
  ])('%s is known of it', (_, metadata) => expect(found(metadata)).toEqual([]));
});

test('Ctrl-C ends it', async () => {
  const signal = AbortSignal.abort();
  const examined = examineTable(
    { table, target: 'species', task: 'classes', recipe },
    { signal, progress: () => ({}) },
  );
  await expect(examined).rejects.toMatchObject({ name: 'Interrupted', message: 'stopped' });
});

test('a look moves nothing: the training is the same with and without', async () => {
  const losses = async (watched: boolean) => {
    const { x, t } = fitPipeline(table, { target: 'species' }).encode(table);
    const model = network({ inputs: 4, layers: layersOf(recipe, 'classes', 3) });
    const subject = { model, loss: crossEntropy(), x, t: t! };
    const watch = watched ? [watchRun({ ...subject, restoresBest: true })] : [];
    const options = { loss: subject.loss, optimizer: adam(), epochs: 6, callbacks: [...watch, earlyStopping()] };
    return (await fit(model, x, t!, options)).epochs.map(({ loss }) => loss);
  };
  expect(await losses(true)).toEqual(await losses(false));
});
