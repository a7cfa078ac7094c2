import type { Client } from '$lib/worker/client.js';
import type { Pace } from './pace.js';
import type { Report, Request, Unit } from './protocol.js';
import type { Settings } from './settings.js';
import type { Answer } from './worker.js';

/** How good the network was at one moment of a run. */
export interface Moment {
  readonly epoch: number;
  readonly trainLoss: number | undefined;
  readonly testLoss: number | undefined;
  readonly trainAccuracy: number | undefined;
  readonly testAccuracy: number | undefined;
}

/** A run that is kept to be compared with the next. */
export interface Kept {
  readonly settings: Settings;
  readonly report: Report;
  readonly history: readonly Moment[];
}

const momentOf = ({ epoch, train, test }: Report): Moment => ({
  epoch,
  trainLoss: train?.loss,
  testLoss: test?.loss,
  trainAccuracy: train?.accuracy,
  testAccuracy: test?.accuracy,
});

/** More moments than a curve can show. */
const MOST_MOMENTS = 1500;

/** How often a training that a link leads into is looked at on the way, so that it has curves. */
const LOOKS = 40;

/** A training as the page sees it. The worker computes; this holds what it said last, and what it said before. */
export class Run {
  report = $state.raw<Report>();
  history = $state.raw<readonly Moment[]>([]);
  running = $state(false);
  /** Whether the answer to a beginning is awaited. */
  beginning = $state(false);
  kept = $state.raw<Kept>();
  #settings: Settings;
  #client: Client<Request, Answer> | undefined;
  /** Counts the beginnings, so that an answer from before the last one is not shown. */
  #beginnings = 0;
  /** Counts the loops, so that only the last one goes on. */
  #loops = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  connect(client: Client<Request, Answer>): void {
    this.#client = client;
  }

  /** Begins anew by these settings, and goes on to where they say that the network is shown. A training that runs runs on. */
  async begin(settings: Settings): Promise<void> {
    this.#settings = settings;
    const beginning = ++this.#beginnings;
    this.beginning = true;
    await this.#ask({ start: true, unit: 'batch', count: 0 });
    const stride = Math.ceil(settings.at / LOOKS);
    for (let left = settings.at; left > 0 && beginning === this.#beginnings; left -= stride) {
      await this.#ask({ start: false, unit: 'batch', count: Math.min(stride, left) });
    }
    if (beginning === this.#beginnings) this.beginning = false;
  }

  /** Goes on by so many of these. */
  async goOn(unit: Unit, count = 1): Promise<void> {
    this.pause();
    if (!this.beginning) await this.#ask({ start: false, unit, count });
  }

  async run(pace: Pace): Promise<void> {
    const loop = ++this.#loops;
    this.running = true;
    for (;;) {
      const count = await pace.next();
      if (!this.running || loop !== this.#loops) return;
      if (this.beginning) continue;
      const took = await this.#ask({ start: false, unit: 'batch', count });
      if (took !== undefined) pace.took(count, took);
      if (this.report?.diverged || !this.report?.train) this.pause();
    }
  }

  pause(): void {
    this.running = false;
  }

  keep(): void {
    if (this.report) this.kept = { settings: this.#settings, report: this.report, history: this.history };
  }

  drop(): void {
    this.kept = undefined;
  }

  async #ask(request: Omit<Request, 'settings'>): Promise<number | undefined> {
    const beginning = this.#beginnings;
    const answer = await this.#client?.ask({ ...request, settings: this.#settings });
    if (!answer || beginning !== this.#beginnings) return undefined;
    this.report = answer.report;
    const before = request.start ? [] : this.history;
    const kept = before.length < MOST_MOMENTS ? before : before.filter((_, i) => i % 2 === 0);
    this.history = [...kept, momentOf(answer.report)];
    return answer.took;
  }
}
