import type { Inputs } from '../inputs.js';
import type { Entry, TaskResult } from '../results.js';
import type { Progress } from '../runner/progress.js';
import { inTurns } from '../runner/rounds.js';
import type { Pace } from '../runner/run-task.js';
import type { Side } from '../runner/side.js';
import { spawned } from '../runner/spawned.js';
import { xorJob } from './xor.js';

const STEPS = 500;

/** What every process of Node costs. */
export const bareNode = { id: 'node', name: 'node -e 0', own: false, threads: 1, versions: {} };

/** A whole process that imports, trains XOR 500 steps and exits, as seen from outside. */
export async function coldStart(
  sides: readonly Side[],
  { inputs, pace, progress }: { inputs: Inputs; pace: Pace; progress: Progress },
): Promise<TaskResult> {
  const file = inputs.job('cold', xorJob(inputs, STEPS));
  const absent: { id: string; why: string }[] = [];
  const starts = sides
    .map(({ contestant }) => contestant)
    // More threads do not start sooner; for this project's it is shown.
    .filter(({ tasks, own, threads }) => tasks.test('cold') && (own || threads === 1))
    .map(({ id, threads, once }) => ({ id, threads, command: once(file) }));
  const seconds = await inTurns(
    [{ ...bareNode, command: [process.execPath, '-e', '0'] }, ...starts].map(({ id, threads, command }) => ({
      id,
      run: async () => (await spawned(command, threads)).seconds,
    })),
    pace.rounds,
    {
      before: ({ id }, round) => progress.show(`cold start: round ${round + 1} of ${pace.rounds}, ${id}`),
      failed: ({ id }, error) => absent.push({ id, why: error.message }),
    },
  );
  return {
    id: 'cold',
    title: `Cold start: a process that imports, trains XOR ${STEPS} steps and exits`,
    measure: { unit: 's', show: 'time', work: 1, scale: 1 },
    entries: Array.from(seconds, ([id, each]): Entry => ({ id, seconds: each, part: 1, outcome: {} })),
    absent,
  };
}
