import type { Settings } from './settings.js';

/** What a network is to say of a point: which of two classes it is of, or a number. */
export type Task = 'classes' | 'number';

export const taskOf = ({ data, task }: Settings): Task =>
  data === 'own' ? task : data === 'saddle' ? 'number' : 'classes';

/** The losses that make sense for each. */
const losses = {
  classes: ['crossEntropy', 'meanSquaredError', 'hinge', 'squaredHinge'],
  number: ['meanSquaredError', 'meanAbsoluteError', 'huber', 'logCosh'],
} as const satisfies Record<Task, readonly Settings['loss'][]>;

export const lossNamesOf = (settings: Settings): readonly Settings['loss'][] => losses[taskOf(settings)];

/** The loss that was asked for, or the usual one where that does not fit the targets. */
export function lossNameOf(settings: Settings): Settings['loss'] {
  const names = lossNamesOf(settings);
  return names.includes(settings.loss) ? settings.loss : names[0]!;
}

/** How many outputs the network has, and what its last layer does: a probability for each class, a score for each, or a number. */
export function outputOf(settings: Settings): { readonly units: number; readonly name: 'softmax' | 'linear' } {
  if (taskOf(settings) === 'number') return { units: 1, name: 'linear' };
  const isScore = ['hinge', 'squaredHinge'].includes(lossNameOf(settings));
  return { units: 2, name: isScore ? 'linear' : 'softmax' };
}
