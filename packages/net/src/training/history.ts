import type { Matrix } from '@nn/matrix';
import type { Run } from './run.js';

/** What one epoch did. */
export interface EpochReport {
  /** Counted from 1. */
  readonly epoch: number;
  /** How many updates were made so far. */
  readonly step: number;
  /** The mean loss of the epoch's batches, each before its own update, weighted by its samples (by the sum of their weights). */
  readonly loss: number;
  readonly learningRate: number;
  readonly validationLoss?: number;
  /** On the validation samples, where the targets are classes: the part that is right. */
  readonly validationAccuracy?: number;
  /** What each of `metrics` says of the validation samples, by its name. */
  readonly validationMetrics?: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly samplesPerSecond: number;
}

/** What a training did, epoch by epoch. */
export interface History {
  readonly epochs: readonly EpochReport[];
  /** Why it ended: all epochs done, a callback said so, or the signal did. */
  readonly ended: 'epochs' | 'callback' | 'signal';
  /** The epoch whose weights a callback such as `earlyStopping` put back at the end; absent where none did. */
  readonly bestEpoch?: number;
  /** Hand it to `fit` as `continue` to go on. */
  readonly run: Run;
}

/** What a callback remembers of a run: plain data, which a saved run holds. */
export interface CallbackState {
  /** Which callback it is of. */
  readonly name: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly vectors: Readonly<Record<string, Matrix>>;
}

/** What `fit` tells while it trains. */
export interface Callback {
  /** Needed only by what remembers something: its state is given back to a callback of the same name. */
  readonly name?: string;
  /** After each epoch; 'stop' ends the training. */
  epochEnd?(report: EpochReport, run: Run): undefined | 'stop' | Promise<undefined | 'stop'>;
  /** After `epochEnd` of every callback: the time to save the run, since each then remembers this epoch. */
  epochSave?(report: EpochReport, run: Run): undefined | Promise<undefined>;
  /** Once, when the training ends, whatever ended it: also where it ends in an error. Gives the epoch whose weights it put back, if it did. */
  trainEnd?(run: Run): undefined | number;
  /** What it remembers of a run, for `saveRun`. */
  state?(run: Run): CallbackState | undefined;
  /** Goes on from what `state` gave, before a run that was loaded goes on. */
  restore?(run: Run, state: CallbackState): void;
}
