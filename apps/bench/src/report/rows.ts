import type { Results, TaskResult } from '../results.js';
import { compared, yardstick } from './compared.js';
import { digits, fraction, percent } from './format.js';

/** The table of one task: a heading and rows of cells, for the terminal and for the page alike. */
export function rowsOf(results: Results, task: TaskResult): { heading: string[]; rows: string[][] } {
  const sides = compared(results, task);
  const against = sides.find(({ entry }) => entry === yardstick(task))?.participant.name;
  const trained = sides.some(({ entry }) => entry.outcome.accuracy !== undefined);
  const summed = sides.some(({ entry }) => entry.outcome.sum !== undefined);
  const gigabytes = sides.some((s) => s.gigabytes !== undefined);
  const parts = sides.some(({ entry }) => entry.part !== 1);
  const heading = [
    '',
    task.measure.unit,
    'middle half',
    ...(gigabytes ? ['GB/s'] : []),
    ...(against ? [`times ${against}`] : []),
    ...(trained ? ['loss', 'accuracy'] : summed ? ['sum of numbers'] : []),
    ...(parts ? ['of the work'] : []),
  ];
  const rows = sides.map(({ entry, participant, value, ratio, gigabytes: read }) => [
    participant.name,
    digits(value.median),
    `${digits(value.low)} to ${digits(value.high)}`,
    ...(gigabytes ? [digits(read ?? 0)] : []),
    ...(ratio ? [digits(ratio.median)] : []),
    ...(trained
      ? [digits(entry.outcome.loss ?? Number.NaN), percent(entry.outcome.accuracy ?? Number.NaN)]
      : summed
        ? [entry.outcome.sum === undefined ? '' : digits(entry.outcome.sum, 6)]
        : []),
    ...(parts ? [entry.part === 1 ? 'all' : fraction(entry.part)] : []),
  ]);
  return { heading, rows };
}
