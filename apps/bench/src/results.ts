import type { Outcome } from './jobs.js';
import type { Machine } from './machine.js';
import type { Measure } from './tasks/task.js';

/** All that one run of the benchmark found out: what apps/bench/results holds. */
export interface Results {
  /** Few and short rounds: good to see that everything works, not to be quoted. */
  readonly quick: boolean;
  readonly date: string;
  readonly rounds: number;
  readonly minutes: number;
  readonly machine: Machine;
  readonly images: string;
  readonly contestants: readonly Participant[];
  readonly missing: readonly Missing[];
  readonly tasks: readonly TaskResult[];
  readonly sizes: readonly BundleSize[];
  readonly memory: readonly PeakMemory[];
}

export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly own: boolean;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
}

export interface Missing {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly install: string;
}

export interface TaskResult {
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  readonly entries: readonly Entry[];
  /** Who could not, and why. */
  readonly absent: readonly { readonly id: string; readonly why: string }[];
}

/** What one contestant did in a task. */
export interface Entry {
  readonly id: string;
  /** Seconds of one run, in each round. */
  readonly seconds: readonly number[];
  /** What part of the work a run was. */
  readonly part: number;
  readonly outcome: Outcome;
}

export interface BundleSize {
  readonly name: string;
  readonly what: 'predict' | 'train';
  readonly gzipped: number;
  /** WebAssembly that is loaded beside it, gzipped. */
  readonly beside?: number;
}

export interface PeakMemory {
  readonly id: string;
  readonly training: string;
  /** Bytes. */
  readonly peak: number;
  /** The data once, parameters, gradients and slots of the optimizer. */
  readonly needed: number;
  readonly executors: number;
}
