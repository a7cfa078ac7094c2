import { checkGiven } from '@nn/formula';
import { checkPositive, checkSchedule, checkUnit, type Schedule, start, type Unit } from './schedule.js';

/**
 * Any schedule with a straight rise before it. Over `over` epochs (or steps) the rate grows from `from` times what the schedule begins with
 * (a third by default) to all of it; the schedule then begins as if nothing had been. torch's LinearLR before another in a SequentialLR. Goyal et al.:
 * Accurate, Large Minibatch SGD (2017), section 2.2.
 */
export function warmup(schedule: Schedule, options: { over: number; from?: number; per?: Unit }): Schedule {
  const { over, from = 1 / 3, per = 'epoch' } = checkGiven('warmup', options, '{ over: 5 }');
  checkSchedule('warmup: schedule', schedule);
  checkUnit('warmup', per);
  checkPositive('warmup', { over, from });
  // What is counted begins anew behind the rise, and with epochs the losses do; the other count goes on.
  return (time) => {
    if (time[per] < over) return schedule(start) * (from + (1 - from) * (time[per] / over));
    const losses = per === 'epoch' ? time.losses.slice(Math.ceil(over)) : time.losses;
    return schedule({ ...time, losses, [per]: time[per] - over });
  };
}
