import { mkdir, open, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type CheckpointStore, ModelFileError } from '@nn/net';
import { folder } from '@nn/net/node';
import { CommandError, reason } from '../terminal/errors.js';
import { JUDGED, readTraining, runsIn } from './checkpoint.js';

/** The folder in which a training is saved while it goes on; beside the model that comes of it. */
export interface CheckpointFolder {
  readonly path: string;
  readonly store: CheckpointStore;
  /** The training that is saved there; undefined where none is. Throws CommandError where there are some, and none can be read. */
  saved(): Promise<ReturnType<typeof readTraining> | undefined>;
  /** Takes away what was saved. */
  clear(): Promise<void>;
  /** Lets others save there; a folder in which nothing is left goes, too. */
  release(): Promise<void>;
}

const LOCK = 'lock';

/** 'iris.checkpoint' for 'iris.safetensors'. */
const checkpointsOf = (model: string): string => `${model.replace(/\.safetensors$/, '')}.checkpoint`;

/** Whether a process is there; one of another user is. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes the folder for this process. A process that was killed has left its lock: it counts no more. */
async function lock(path: string): Promise<void> {
  const place = join(path, LOCK);
  for (;;) {
    try {
      const file = await open(place, 'wx');
      await file.writeFile(`${process.pid}\n`);
      return await file.close();
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      const pid = Number.parseInt(await readFile(place, 'utf8').catch(() => ''), 10);
      if (Number.isInteger(pid) && pid !== process.pid && isAlive(pid)) {
        throw new CommandError(
          `${path}: another nn train (process ${pid}) saves its training there; wait for its end, or give --model another name`,
        );
      }
      await rm(place, { force: true });
    }
  }
}

/** Takes away what processes that were killed had not written to its end. */
async function sweep(folder: string, isOurs: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (/\.\d+\.part$/.test(name) && isOurs(name)) await rm(join(folder, name), { force: true });
  }
}

/** Opens the folder of a model's checkpoints for this process alone. Throws CommandError where it cannot be made, or another process trains there. */
export async function checkpointFolder(model: string): Promise<CheckpointFolder> {
  const path = checkpointsOf(model);
  try {
    await mkdir(path, { recursive: true });
    await lock(path);
    // Nobody else writes here now.
    await sweep(path, () => true);
    await sweep(dirname(model), (name) => name.startsWith(`${basename(model)}.`));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const isFile = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    const why = isFile ? 'this is a file, not a folder; move it, or give --model another name' : reason(cause);
    throw new CommandError(`${path}: the training cannot be saved there: ${why}`, { cause });
  }
  const files = folder(path);
  const store: CheckpointStore = {
    ...files,
    write: async (name, bytes) => {
      try {
        await files.write(name, bytes);
      } catch (error) {
        throw new CommandError(`${join(path, name)}: could not be written: ${reason((error as Error).cause)}`, {
          cause: error,
        });
      }
    },
  };
  const read = (name: string) => readFile(join(path, name));
  return {
    path,
    store,
    saved: async () => {
      const names = await store.list();
      const runs = runsIn(names);
      const judged = [...names].includes(JUDGED) ? await read(JUDGED) : undefined;
      for (const name of runs) {
        try {
          return readTraining(await read(name), judged);
        } catch (error) {
          // What the disk has lost of the last one, the one before still has.
          if (!(error instanceof ModelFileError) || name === runs.at(-1)) {
            throw new CommandError(`${join(path, name)}: ${(error as Error).message}; begin anew with --restart`, {
              cause: error,
            });
          }
        }
      }
      return undefined;
    },
    clear: async () => {
      for (const name of await readdir(path)) {
        if (name === JUDGED || runsIn([name]).length > 0) await rm(join(path, name), { force: true });
      }
    },
    release: async () => {
      await rm(join(path, LOCK), { force: true });
      await rmdir(path).catch(() => {});
    },
  };
}
