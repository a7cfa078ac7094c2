import { basename } from 'node:path';
import type { GivenSettings, Sources } from '../config/given.js';
import { openTable } from '../data/open-table.js';
import type { DataFlags } from '../data/options.js';
import { UsageError } from '../terminal/errors.js';
import type { Io } from '../terminal/io.js';
import { listed } from '../terminal/words.js';
import type { Asked } from './plan.js';
import type { ResumeFlags, Stopped } from './resume.js';

/** What `nn train` may be told. */
export interface TrainFlags extends DataFlags, Sources, ResumeFlags {
  readonly json?: boolean;
  /** Whether the table is read as often as it is needed, and never held in memory. */
  readonly stream?: boolean;
  readonly report?: string;
  readonly printConfig?: boolean;
  readonly dryRun?: boolean;
  readonly printSchema?: boolean;
  /** In seconds: so much work is lost at most where the process is killed. */
  readonly saveEvery: number;
}

/** One call of the command, settled. */
export interface Job {
  readonly path: string;
  readonly output: string;
  readonly settled: GivenSettings;
  readonly flags: TrainFlags;
  readonly io: Io;
}

/** What to say where no target was given: with the columns there are, if the file can be read. */
async function noTarget({ path, settled }: Job): Promise<UsageError> {
  const read = async () => (await openTable(path, settled.values)).table.columns.map((column) => column.name);
  const columns = path === '-' ? [] : await read().catch(() => []);
  const hint = columns.length > 0 ? `; the columns of ${path} are ${listed(columns)}` : '';
  return new UsageError(`required option '--target <column>' not specified${hint}`);
}

/** What is asked for, all in all: of a training that goes on, what it was begun with. */
export async function askedFor(job: Job, stopped?: Stopped): Promise<Asked> {
  if (stopped) return stopped.asked;
  const { model: _, target, ...rest } = job.settled.values;
  if (target === undefined) throw await noTarget(job);
  return { target, ...rest };
}

/** The model's file where none is named: after the data, in this folder. */
export const modelFor = (path: string) =>
  `${path === '-' ? 'model' : basename(path.replace(/\.gz$/i, '')).replace(/\.[^.]*$/, '')}.safetensors`;
