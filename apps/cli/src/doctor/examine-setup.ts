import { fit } from '@nn/net';
import { adam } from '@nn/optim';
import { Interrupted } from '../terminal/errors.js';
import type { Setup } from '../training/user-module.js';
import { lookAtSamples } from './data/index.js';
import { samplesOfMatrices } from './data/samples.js';
import type { Diagnosis } from './diagnosis.js';
import type { ExamineOptions } from './examine-table.js';
import { lookAtRecipe } from './recipe/index.js';
import { watchRun } from './run/watch-run.js';

/** Trains as `fit` would unless the setup says otherwise. */
const EPOCHS = 10;

/** Looks at a setup of the user's own, and at its training unless there is no `progress`. Throws what `fit` throws, but for what is a diagnosis. */
export async function examineSetup(
  { model, x, t, loss, optimizer = adam(), batchSize = 32, epochs = EPOCHS, validation }: Setup,
  { signal, progress }: ExamineOptions,
): Promise<Diagnosis[]> {
  const subject = { model, loss, x, t };
  const found = [...lookAtSamples(samplesOfMatrices(x, t, validation)), ...lookAtRecipe(subject)];
  if (!progress) return found;
  const watch = watchRun({ ...subject, restoresBest: false });
  const ended = await fit(model, x, t, {
    loss,
    optimizer,
    batchSize,
    epochs,
    signal,
    ...(validation && { validation }),
    callbacks: [watch, progress(epochs)],
  }).catch((error: unknown) => ({ error }));
  if ('ended' in ended && ended.ended === 'signal') throw new Interrupted('stopped');
  return [...found, ...watch.diagnoses('error' in ended ? ended.error : undefined)];
}
