import type { Inputs } from '../inputs.js';
import type { Entry, TaskResult } from '../results.js';
import type { Task } from '../tasks/task.js';
import type { Progress } from './progress.js';
import { inTurns } from './rounds.js';
import type { Side } from './side.js';

/** How often, and for how many seconds at least, everybody runs. */
export interface Pace {
  readonly rounds: number;
  readonly turn: number;
}

/** One task on all sides: made ready, warmed up by a run that is not counted, then run in turns, then asked what came of it. */
export async function runTask(
  task: Task,
  sides: readonly Side[],
  { inputs, pace, progress }: { inputs: Inputs; pace: Pace; progress: Progress },
): Promise<TaskResult> {
  const absent: { id: string; why: string }[] = [];
  const partOf = ({ contestant }: Side) => contestant.parts[task.id] ?? 1;
  const ready: Side[] = [];
  for (const side of sides.filter(({ contestant }) => contestant.tasks.test(task.id))) {
    const { id, name } = side.contestant;
    progress.show(`${task.title}: making ${name} ready`);
    try {
      await side.prepare(task.job(inputs, partOf(side)));
      await side.run(pace.turn);
      ready.push(side);
    } catch (error) {
      // Who does nothing of the kind has nothing to say.
      const why = (error as Error).message;
      if (why) absent.push({ id, why });
    }
  }
  const seconds = await inTurns(
    ready.map((side) => ({ id: side.contestant.id, run: () => side.run(pace.turn) })),
    pace.rounds,
    {
      before: ({ id }, round) => progress.show(`${task.title}: round ${round + 1} of ${pace.rounds}, ${id}`),
      failed: ({ id }, error) => absent.push({ id, why: error.message }),
    },
  );
  const entries: Entry[] = [];
  for (const side of ready) {
    const { id } = side.contestant;
    const measured = seconds.get(id);
    if (measured) entries.push({ id, seconds: measured, part: partOf(side), outcome: await side.outcome() });
  }
  return { id: task.id, title: task.title, measure: task.measure, entries, absent };
}
