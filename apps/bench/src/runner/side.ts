import type { Job, Outcome } from '../jobs.js';
import type { Contestant } from '../roster.js';
import { ContestantProcess } from './contestant-process.js';

/** A contestant that is there: one process, or several that do the same at the same time. */
export interface Side {
  readonly contestant: Contestant;
  readonly versions: Readonly<Record<string, string>>;
  prepare(job: Job): Promise<unknown>;
  /** Seconds of one run; of several processes, what one would need to do as much as all do together. */
  run(atLeast: number): Promise<number>;
  outcome(): Promise<Outcome>;
  end(): void;
}

export async function startSide(contestant: Contestant): Promise<Side> {
  const started = await Promise.all(
    Array.from({ length: contestant.copies }, () => ContestantProcess.start(contestant)),
  );
  const all = started.map(({ process }) => process);
  return {
    contestant,
    versions: started[0]!.versions,
    prepare: (job) => Promise.all(all.map((p) => p.prepare(job))),
    run: async (atLeast) => {
      const seconds = await Promise.all(all.map((p) => p.run(atLeast)));
      return 1 / seconds.reduce((rate, s) => rate + 1 / s, 0);
    },
    outcome: () => all[0]!.outcome(),
    end: () => {
      for (const p of all) p.end();
    },
  };
}
