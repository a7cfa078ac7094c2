import type { Client } from '$lib/worker/client.js';
import type { Report, Request } from './protocol.js';
import type { Settings } from './settings.js';

/** What one epoch came to, for the curves. */
interface Point {
  readonly epoch: number;
  readonly loss: number | undefined;
  readonly testLoss: number;
  readonly accuracy: number;
}

/** The network that learns to read. The worker computes; this holds its last report, and how it came there. */
export class Reader {
  report = $state.raw<Report>();
  history = $state.raw<readonly Point[]>([]);
  training = $state(false);
  #client: Client<Request, Report> | undefined;
  /** Counts the trainings, so that only the last one goes on. */
  #run = 0;
  #settings: () => Settings;

  constructor(settings: () => Settings) {
    this.#settings = settings;
  }

  connect(client: Client<Request, Report>): void {
    this.#client = client;
  }

  /** Begins anew, and trains for as many epochs as are set; one for each picture. */
  async train(): Promise<void> {
    const run = ++this.#run;
    this.training = true;
    this.history = [];
    while (run === this.#run && this.training) {
      const report = await this.#ask(this.history.length === 0 ? 0 : 1);
      if (run !== this.#run) return;
      // Another question overtook this one.
      if (!report) continue;
      const { epoch, loss, testLoss, accuracy } = report;
      if (epoch === this.history.length) this.history = [...this.history, { epoch, loss, testLoss, accuracy }];
      if (report.diverged || epoch >= this.#settings().epochs) this.training = false;
      await new Promise(requestAnimationFrame);
    }
  }

  stop(): void {
    this.training = false;
  }

  /** Reads the image that is set. While the network trains, every epoch reads it anyway. */
  read(): void {
    if (!this.training) void this.#ask(0);
  }

  async #ask(epochs: number): Promise<Report | undefined> {
    const run = this.#run;
    const report = await this.#client?.ask({ settings: this.#settings(), run, epochs });
    if (report && run === this.#run) this.report = report;
    return report;
  }
}
