import type { Inputs } from '../inputs.js';
import type { TrainingJob } from '../jobs.js';
import type { PeakMemory } from '../results.js';
import type { Progress } from '../runner/progress.js';
import type { Side } from '../runner/side.js';
import { spawned } from '../runner/spawned.js';
import { trainings } from './training.js';

/** Vectors as long as the parameters: themselves, their gradient, and what the optimizer keeps for each. */
const vectors = { sgd: 2, adam: 4 };

/** Bytes of the data once, parameters, gradients and slots. */
function needed({ sizes, train, optimizer }: TrainingJob): number {
  const parameters = sizes.slice(1).reduce((sum, outputs, k) => sum + (sizes[k]! + 1) * outputs, 0);
  return 4 * (train.rows * (sizes[0]! + sizes.at(-1)!) + vectors[optimizer] * parameters);
}

/** The most memory that a process of its own takes to read the images and train one epoch, for this project's backends. */
export async function peakMemory(sides: readonly Side[], inputs: Inputs, progress: Progress): Promise<PeakMemory[]> {
  const results: PeakMemory[] = [];
  for (const task of trainings(inputs.train.rows)) {
    // First weights of its own, as a user's network has: a file of them would be more data.
    const { weights: _, ...job } = task.job(inputs, 1) as TrainingJob;
    const file = inputs.job(task.id, job);
    for (const { contestant } of sides.filter(({ contestant: c }) => c.own && c.tasks.test(task.id))) {
      progress.show(`memory: ${task.id}, ${contestant.name}`);
      const { printed } = await spawned(contestant.once(file), contestant.threads);
      results.push({
        id: contestant.id,
        training: task.id,
        peak: 1024 * Number(printed),
        needed: needed(job),
        executors: contestant.threads - 1,
      });
    }
  }
  return results;
}
