import type { Given } from '../config/given.js';
import { CommandError, UsageError } from '../terminal/errors.js';
import type { readTraining } from './checkpoint.js';
import { type CheckpointFolder, checkpointFolder } from './checkpoint-folder.js';
import type { DataRecord } from './metadata.js';
import type { Opening } from './opening.js';
import type { Asked } from './plan.js';

/** Whether a saved training goes on, or a new one takes its place. */
export interface ResumeFlags {
  readonly resume?: boolean | undefined;
  readonly restart?: boolean | undefined;
}

/** A training that was stopped, with all that was settled for it. */
export interface Stopped {
  readonly saved: ReturnType<typeof readTraining>;
  readonly asked: Asked;
  readonly data: DataRecord;
}

const shown = (value: unknown) =>
  Array.isArray(value) ? value.join(',') || 'none' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Throws UsageError where something is asked for that a training under way cannot change any more. */
function checkSame(path: string, asked: Asked, given: Given): void {
  const { model: _, ...rest } = given;
  const changed = Object.entries(rest).filter(
    ([name, value]) => shown(value) !== shown((asked as unknown as Record<string, unknown>)[name]),
  );
  if (changed.length === 0) return;
  const list = changed.map(
    ([name, value]) => `${name} ${shown((asked as unknown as Record<string, unknown>)[name])}, not ${shown(value)}`,
  );
  throw new UsageError(
    `--resume: the training in ${path} was begun with ${list.join('; ')}; leave that out, or begin anew with --restart`,
  );
}

/** The training that was stopped and goes on now, if there is one and it is to. Throws UsageError where one would be lost, or there is none. */
async function stoppedIn(
  folder: CheckpointFolder,
  given: Given,
  { resume, restart }: ResumeFlags,
): Promise<Stopped | undefined> {
  if (restart) await folder.clear();
  const saved = restart ? undefined : await folder.saved();
  if (!saved) {
    if (resume)
      throw new UsageError(`--resume: no training is saved in ${folder.path}; leave --resume out to begin one`);
    return undefined;
  }
  const { asked, data } = saved.metadata as unknown as { asked: Asked; data: DataRecord };
  if (!resume) {
    const done = saved.lines[saved.phase]?.length ?? 0;
    throw new UsageError(
      `${folder.path}: a training that was stopped after epoch ${done} is saved there; go on with --resume, or begin anew with --restart`,
    );
  }
  checkSame(folder.path, asked, given);
  return { saved, asked, data };
}

/** Throws CommandError where the rows are not those that a stopped training began with. */
export function checkSameData({ source, sha256 }: Opening, { data }: Stopped, path: string): void {
  if (data.sha256 === sha256) return;
  throw new CommandError(
    `${source}: these are not the rows that the training in ${path} began with (SHA-256 ${sha256.slice(0, 12)}…, was ${data.sha256?.slice(0, 12)}…); give the same table, or begin anew with --restart`,
  );
}

/**
 * Does some work while the checkpoints of a model belong to this process alone; gives it the training that goes on, if one does. Where the work is done,
 * what was saved goes.
 */
export async function withCheckpoints<T>(
  model: string,
  given: Given,
  flags: ResumeFlags,
  work: (folder: CheckpointFolder, stopped: Stopped | undefined) => Promise<T>,
): Promise<T> {
  const folder = await checkpointFolder(model);
  try {
    const result = await work(folder, await stoppedIn(folder, given, flags));
    await folder.clear();
    return result;
  } finally {
    await folder.release();
  }
}
