import { checkMade, checkOption } from '@nn/formula';

/** When a learning rate is asked for: updates and epochs made so far, both 0 at first, and what the epochs came to. */
export interface Time {
  readonly step: number;
  readonly epoch: number;
  /** What is watched, after each epoch done: the validation loss where there is one, else the mean loss of the epoch's batches. */
  readonly losses: readonly number[];
}

/** A learning rate that changes as the training goes on; `fit` takes one as its `learningRate`. */
export type Schedule = (time: Time) => number;

/** What a schedule counts: updates, or epochs. */
export type Unit = 'step' | 'epoch';

/** When a training begins. */
export const start: Time = { step: 0, epoch: 0, losses: [] };

/** Throws TypeError unless it is a schedule. A function that makes schedules is none, and the error says so. */
export function checkSchedule(what: string, schedule: Schedule): void {
  checkMade(
    what,
    schedule,
    'a schedule such as cosineDecay(0.1, { over: 10 })',
    typeof schedule === 'function' && typeof rateAtStart(schedule) === 'number',
  );
}

function rateAtStart(schedule: Schedule): unknown {
  try {
    return schedule(start);
  } catch {
    return undefined;
  }
}

/** Throws RangeError unless every setting is a finite number above 0, TypeError where one is no number. */
export function checkPositive(schedule: string, settings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(settings)) {
    checkOption(`${schedule}: ${name}`, value, 'a finite number above 0', Number.isFinite(value) && value > 0);
  }
}

/** Throws TypeError unless a schedule counts in steps or epochs. */
export const checkUnit = (schedule: string, per: Unit): void =>
  checkOption(`${schedule}: per`, per, "'step' or 'epoch'", per === 'step' || per === 'epoch', 'none');
