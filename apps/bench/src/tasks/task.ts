import type { Inputs } from '../inputs.js';
import type { Job } from '../jobs.js';

/** How the seconds of a task are shown. */
export interface Measure {
  readonly unit: string;
  /** Work in a second, or seconds for one piece of work. */
  readonly show: 'rate' | 'time';
  /** How much work one run is, in pieces, and how many of the unit a piece or a second is. */
  readonly work: number;
  readonly scale: number;
  /** What one run must read at least, where that is told. */
  readonly bytes?: number;
}

/** One thing that all contestants do. */
export interface Task {
  readonly id: string;
  /** The word by which it is chosen on the command line. */
  readonly choice: string;
  readonly title: string;
  readonly measure: Measure;
  /** What to do, on this part of the samples. */
  job(inputs: Inputs, part: number): Job;
}

/** Seconds of a run on a part of the work in the unit of its measure. */
export const shown = ({ show, work, scale }: Measure, seconds: number, part = 1): number =>
  show === 'rate' ? (scale * work * part) / seconds : (scale * seconds) / (work * part);
