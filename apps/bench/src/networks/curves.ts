import { mnistFolder } from '../mnist.js';
import { learn } from './learn.js';
import { type LearningTask, learningTasks, SEEDS } from './networks.js';

/** What `bench accuracy` and tools/reference/accuracy.py find out: apps/bench/results/networks.json and networks-pytorch.json. */
export interface LearningCurves {
  readonly versions: Readonly<Record<string, string>>;
  /** By the name of the task: for each seed, the part of the test images that is right after each epoch. */
  readonly accuracies: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** Throws TypeError where a name is none of a task. */
export function tasksNamed(names: readonly string[]): readonly LearningTask[] {
  const known = learningTasks.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new TypeError(`accuracy: ${unknown.join('; ')}: expected networks out of: ${known.join('; ')}`);
  }
  return learningTasks.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** Trains the networks of these tasks with each seed; says what is left out and why. */
export async function trainAll(
  tasks: readonly LearningTask[],
  say: (line: string) => void,
): Promise<LearningCurves['accuracies']> {
  const accuracies: Record<string, (readonly number[])[]> = {};
  for (const task of tasks) {
    for (let seed = 0; seed < SEEDS; seed++) {
      const curve = await learn(task, seed);
      if (!curve) {
        say(`${task.name}: left out, ${mnistFolder} has no MNIST; name its folder by NN_MNIST`);
        break;
      }
      say(`${task.name}, seed ${seed}: ${curve.map((accuracy) => accuracy.toFixed(3)).join(' ')}`);
      accuracies[task.name] = [...(accuracies[task.name] ?? []), curve];
    }
  }
  return accuracies;
}
