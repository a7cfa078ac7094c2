import { basename } from 'node:path';
import type { GivenSettings, Sources } from '../config/given.js';
import { noTarget } from '../data/no-target.js';
import type { DataFlags } from '../data/options.js';
import type { Io } from '../terminal/io.js';
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

/** What is asked for, all in all: of a training that goes on, what it was begun with. */
export async function askedFor(job: Job, stopped?: Stopped): Promise<Asked> {
  if (stopped) return stopped.asked;
  const { model: _, target, ...rest } = job.settled.values;
  if (target === undefined) throw await noTarget(job.path, job.settled.values);
  return { target, ...rest };
}

/** The model's file where none is named: after the data, in this folder. */
export const modelFor = (path: string) =>
  `${path === '-' ? 'model' : basename(path.replace(/\.gz$/i, '')).replace(/\.[^.]*$/, '')}.safetensors`;
