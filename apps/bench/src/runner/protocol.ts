import type { Job, Outcome } from '../jobs.js';

/** What is asked of the process of a contestant, one JSON a line. */
export type Request =
  | { readonly do: 'prepare'; readonly job: Job }
  /** Run it for `atLeast` seconds: the seconds of one run are answered. */
  | { readonly do: 'run'; readonly atLeast: number }
  | { readonly do: 'outcome' };

/** What it answers; the first line, unasked, says whether it is there. */
export type Answer =
  | { readonly ready: true; readonly versions?: Readonly<Record<string, string>> }
  | { readonly seconds: number }
  | { readonly outcome: Outcome }
  | { readonly cannot: string }
  | { readonly failed: string };
