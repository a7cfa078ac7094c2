import { wasm } from '@nn/matrix';
import { stepTime } from './measure.js';
import { short, table } from './table.js';
import { type TimedStep, timedBackend } from './timed-backend.js';
import { flopsOf, trainings } from './trainings.js';

/** Steps below this part of the whole stand together in one line. */
const SMALL = 0.01;

function profileOf(training: (typeof trainings)[number], threads: number) {
  const whole = stepTime(training, wasm({ threads })).microseconds;
  const { backend, timed } = timedBackend(wasm({ threads }));
  const { steps } = stepTime(training, backend, {
    reset: () => {
      for (const entry of timed) entry.microseconds = 0;
    },
  });
  return { whole, timed: timed.map((entry): TimedStep => ({ ...entry, microseconds: entry.microseconds / steps })) };
}

/** For each reference training: every step of a training step, on one thread and on two. */
export async function stepTables(): Promise<string> {
  const tables = trainings.map((training) => {
    const [one, two] = [1, 2].map((threads) => profileOf(training, threads)) as [
      ReturnType<typeof profileOf>,
      ReturnType<typeof profileOf>,
    ];
    const pairs = one.timed.map((entry, k) => [entry.what, entry.microseconds, two.timed[k]!.microseconds] as const);
    const large = pairs.filter(([, us]) => us >= SMALL * one.whole);
    const small = pairs.filter(([, us]) => us < SMALL * one.whole);
    const sum = (k: 1 | 2, of: typeof pairs) => of.reduce((total, pair) => total + pair[k], 0);
    const rows = [
      ...large.map(([what, a, b]) => [what, short(a), short(b)]),
      [`${small.length} smaller ones`, short(sum(1, small)), short(sum(2, small))],
      [
        'copying the batch, JavaScript, and taking the time',
        short(Math.max(0, one.whole - sum(1, pairs))),
        short(Math.max(0, two.whole - sum(2, pairs))),
      ],
      ['**the whole step**', `**${short(one.whole)}**`, `**${short(two.whole)}**`],
    ];
    const gigaflops = (us: number) => short((flopsOf(training) * training.batchSize) / us / 1000);
    return [
      `### ${training.name}: ${training.sizes.join('-')}, batches of ${training.batchSize}`,
      table(['microseconds', 'one thread', 'two threads'], rows),
      `Products alone are ${short(flopsOf(training) / 1000)} thousand operations a sample: ${gigaflops(one.whole)} and ${gigaflops(two.whole)} GFLOP/s of the whole step.`,
    ].join('\n\n');
  });
  return `## Where the time of one step goes\n\n${tables.join('\n\n')}\n`;
}
