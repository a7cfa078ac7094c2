import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkpointFolder } from '../../../cli/src/training/checkpoint-folder.js';
import { type Operation, watched } from '../file-system.js';
import { inFolder } from '../in-folder.js';
import type { Part } from '../part.js';
import { apply, reached, reachedAfter, savesOfTraining } from '../saves.js';

/** What the disk has of what was not flushed to it when the power failed. */
const LOSSES = ['nothing', 'half', 'all'] as const;
type Loss = (typeof LOSSES)[number];

/** A file that was begun: what was written, and how much of it is surely on the disk. */
interface Content {
  written: Uint8Array;
  flushed: boolean;
}

const kept = ({ written, flushed }: Content, loss: Loss): Uint8Array =>
  flushed || loss === 'all' ? written : written.subarray(0, loss === 'half' ? written.length >> 1 : 0);

/** A change of the names in the folder. */
type Naming = { readonly name: string; readonly content?: Content };

/**
 * The folders that a disk may hold after the power failed behind these operations: names that the folder was not flushed with are changed in order, up to
 * any point; what was not flushed of a file is lost, in part or not at all.
 */
function* disks(operations: readonly Operation[]): Generator<ReadonlyMap<string, Uint8Array>> {
  const open = new Map<string, Content>();
  const names = new Map<string, Content>();
  let pending: Naming[] = [];
  const change = (map: Map<string, Content>, { name, content }: Naming) =>
    content ? map.set(name, content) : map.delete(name);
  for (const operation of operations) {
    const name = basename(operation.path);
    if (operation.kind === 'create') {
      const content = { written: new Uint8Array(0), flushed: false };
      open.set(name, content);
      pending.push({ name, content });
    } else if (operation.kind === 'write') {
      Object.assign(open.get(name)!, { written: operation.bytes, flushed: false });
    } else if (operation.kind === 'sync') {
      open.get(name)!.flushed = true;
    } else if (operation.kind === 'rename') {
      const to = basename(operation.to);
      const content = open.get(name)!;
      open.set(to, content);
      pending.push({ name: to, content }, { name });
    } else if (operation.kind === 'remove') {
      pending.push({ name });
    } else {
      for (const naming of pending) change(names, naming);
      pending = [];
    }
  }
  for (let made = 0; made <= pending.length; made++) {
    for (const loss of LOSSES) {
      const there = new Map(names);
      for (const naming of pending.slice(0, made)) change(there, naming);
      yield new Map([...there].map(([name, content]) => [name, kept(content, loss)]));
    }
  }
}

/** The power fails between any two operations of the file system: a checkpoint is found, the last that was reported as saved or a later one. */
export const power: Part = {
  name: 'power',
  promise: 'where the power fails within a save, the checkpoint before or the new one is there',
  run: ({ scale, tell }) =>
    inFolder(async (folder) => {
      const saves = await savesOfTraining();
      const checkpoints = await checkpointFolder(join(folder, 'm.safetensors'));
      /** Every operation, how far the training was reported as saved before it, and how far the save under way brings it. */
      const log: { operation: Operation; least: number; most: number }[] = [];
      const after = reachedAfter(saves);
      for (const [k, save] of saves.entries()) {
        const [least, most] = [after[k - 1] ?? 0, after[k]!];
        await watched(
          (operation) => log.push({ operation, least, most }),
          () => apply(checkpoints, save),
        );
      }
      const lost = await checkpointFolder(join(folder, 'lost.safetensors'));
      const failures: string[] = [];
      let checked = 0;
      const last = scale === 'short' ? Math.min(40, log.length) : log.length;
      for (let crash = 1; crash <= last; crash++) {
        const { operation, least, most } = log[crash - 1]!;
        for (const disk of disks(log.slice(0, crash).map((each) => each.operation))) {
          await rm(lost.path, { recursive: true, force: true });
          await mkdir(lost.path);
          for (const [name, bytes] of disk) await writeFile(join(lost.path, name), bytes);
          checked++;
          const found = await reached(lost).catch((error: Error) => error.message);
          if (typeof found === 'number' && (found === least || found === most)) continue;
          failures.push(
            `after operation ${crash} (${operation.kind}): epoch ${least} was reported as saved, found ${found}`,
          );
        }
        tell(crash, last);
      }
      return { checked, failures };
    }),
};
