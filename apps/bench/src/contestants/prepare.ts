import type { Job } from '../jobs.js';
import { Cannot, type Contestant, type Work } from './contestant.js';

/** Makes a job ready on a contestant; throws `Cannot` where it has no such thing. */
export async function prepare(contestant: Contestant, job: Job): Promise<Work> {
  const work =
    job.kind === 'training'
      ? contestant.training?.(job)
      : job.kind === 'matmul'
        ? contestant.matmul?.(job)
        : contestant.inference?.(job);
  if (!work) throw new Cannot();
  return work;
}
