import { crossEntropy } from '@nn/loss';
import { fit, network } from '@nn/net';
import { adam } from '@nn/optim';
import type { LearningTask } from './networks.js';

/** Trains the network of a task: the part of the test images that is right after each epoch; undefined where the data is not there. */
export async function learn(
  { inputs, layers, data, epochs }: LearningTask,
  seed: number,
): Promise<readonly number[] | undefined> {
  const found = data(seed);
  if (!found) return undefined;
  const model = network({ inputs, layers: layers(), seed });
  const history = await fit(model, found.train.x, found.train.t, {
    ...{ loss: crossEntropy(), optimizer: adam(), epochs, seed },
    validation: found.test,
  });
  return history.epochs.map(({ validationAccuracy }) => Number(validationAccuracy!.toFixed(5)));
}
