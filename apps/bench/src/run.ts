import { type Inputs, makeInputs } from './inputs.js';
import { machine } from './machine.js';
import type { Choice, Options } from './options.js';
import type { Missing, Participant, Results, TaskResult } from './results.js';
import { type Contestant, roster } from './roster.js';
import { type Progress, progress } from './runner/progress.js';
import { runTask } from './runner/run-task.js';
import { type Side, startSide } from './runner/side.js';
import { bundleSizes } from './tasks/bundle-size.js';
import { bareNode, coldStart } from './tasks/cold-start.js';
import { inferences } from './tasks/inference.js';
import { matmuls } from './tasks/matmul.js';
import { peakMemory } from './tasks/memory.js';
import { trainings } from './tasks/training.js';
import { xor } from './tasks/xor.js';
import { versions } from './versions.js';

/** Starts everybody; who is not there is missing, with what installs it. */
async function startAll(chosen: readonly Contestant[], line: Progress): Promise<{ sides: Side[]; missing: Missing[] }> {
  const sides: Side[] = [];
  const missing: Missing[] = [];
  for (const contestant of chosen) {
    const { id, name, install } = contestant;
    line.show(`starting ${name}`);
    try {
      sides.push(await startSide(contestant));
    } catch (error) {
      missing.push({ id, name, install, why: (error as Error).message });
    }
  }
  return { sides, missing };
}

const participant = ({ contestant, versions: told }: Side): Participant => {
  const { id, name, own, threads, packages } = contestant;
  return { id, name, own, threads, versions: { ...told, ...versions(packages, own) } };
};

interface Chosen {
  readonly inputs: Inputs;
  readonly sides: readonly Side[];
  readonly line: Progress;
  readonly options: Options;
}

/** Every task that was chosen, one after the other. */
async function* measureTasks({ inputs, sides, line, options }: Chosen): AsyncGenerator<TaskResult> {
  const has = (choice: string) => options.parts.includes(choice as Choice);
  const pace = { rounds: options.rounds, turn: options.quick ? 0.05 : 0.2 };
  const given = { inputs, pace, progress: line };
  const tasks = [...trainings(inputs.train.rows), xor, ...matmuls, ...inferences];
  for (const task of tasks.filter(({ choice }) => has(choice))) yield await runTask(task, sides, given);
  if (has('cold')) yield await coldStart(sides, given);
}

/** Measures what was chosen; `told` hears of each task as soon as it is done. */
export async function run(options: Options, told: (so: Results, task: TaskResult) => void): Promise<Results> {
  const began = performance.now();
  const line = progress();
  const inputs = makeInputs();
  const { only, parts, quick, rounds } = options;
  const chosen = roster.filter(({ id }) => only.length === 0 || only.some((start) => id.startsWith(start)));
  const { sides, missing } = await startAll(chosen, line);
  try {
    const base = {
      quick,
      rounds,
      date: new Date().toISOString().slice(0, 10),
      machine: machine(),
      images: `${inputs.train.rows.toLocaleString('en-US')} ${inputs.about}`,
      contestants: [...sides.map(participant), bareNode],
      missing,
    };
    const tasks: TaskResult[] = [];
    for await (const task of measureTasks({ inputs, sides, line, options })) {
      tasks.push(task);
      line.clear();
      told({ ...base, minutes: 0, tasks, sizes: [], memory: [] }, task);
    }
    line.show('sizes of bundles');
    const sizes = parts.includes('size') ? await bundleSizes() : [];
    const memory = parts.includes('memory') ? await peakMemory(sides, inputs, line) : [];
    const minutes = Math.round((performance.now() - began) / 6000) / 10;
    return { ...base, minutes, tasks, sizes, memory };
  } finally {
    line.clear();
    for (const side of sides) side.end();
    inputs.remove();
  }
}
