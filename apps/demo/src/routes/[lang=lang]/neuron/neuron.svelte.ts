import type { Client } from '$lib/worker/client.js';
import type { ActivationName } from './activations.js';
import { type DatasetName, datasets, type Sample } from './datasets.js';
import type { ParameterName } from './formulas.js';
import type { Direction, Parameters, Pass, Report, Request } from './protocol.js';
import { START } from './start.js';

/** The slope under which a training is called done, and how many steps it takes at most. */
const FLAT = 1e-4;
const MOST_STEPS = 5000;

/** How a training ended. */
export type Ending = 'flat' | 'paused' | 'diverged';

/** All that the page shows and the reader can move. The worker computes; this holds its last report. */
export class Neuron {
  activation = $state<ActivationName>(START.activation);
  dataset = $state<DatasetName>('one');
  samples = $state.raw<readonly Sample[]>(START.samples);
  learningRate = $state(START.learningRate);
  along = $state<Direction>(START.along);
  parameters = $state.raw<Parameters>(START.parameters);
  report = $state.raw() as Report;
  chosen = $state(0);
  /** The loss after each step since a hand moved something; it begins with the loss before the first of them. */
  history = $state.raw<readonly number[]>([]);
  training = $state(false);
  ending = $state<Ending>();
  readonly pass: Pass = $derived(this.report.passes[this.chosen] ?? this.report.passes[0]!);

  /** Whether the next step would make the loss larger. */
  readonly overshoots: boolean = $derived(this.report.lossAfterStep > this.report.loss);

  #client: Client<Request, Report> | undefined;
  /** Counts what a hand has moved, so that an answer from before is not shown. */
  #moves = 0;
  /** Counts the trainings, so that only the last one goes on. */
  #runs = 0;
  /** Whether the history begins anew with the next answer. */
  #fresh = true;

  constructor(first: Report) {
    this.report = first;
    this.history = [first.loss];
  }

  connect(client: Client<Request, Report>): void {
    this.#client = client;
    void this.#ask(0);
  }

  setParameter(name: ParameterName, value: number): void {
    if (!Number.isFinite(value)) return;
    this.parameters = { ...this.parameters, [name]: value };
    this.#moved();
  }

  setActivation(name: ActivationName): void {
    this.activation = name;
    this.#moved();
  }

  setDataset(name: DatasetName): void {
    this.dataset = name;
    this.samples = datasets[name];
    this.chosen = 0;
    this.#moved();
  }

  /** Changes the reader's own sample. */
  setSample(change: Partial<Sample>): void {
    if (Object.values(change).some((value) => !Number.isFinite(value))) return;
    this.samples = [{ ...this.samples[0]!, ...change }];
    this.#moved();
  }

  setLearningRate(rate: number): void {
    this.learningRate = rate;
    if (!this.training) void this.#ask(0);
  }

  setAlong(name: Direction): void {
    this.along = name;
    if (!this.training) void this.#ask(0);
  }

  reset(): void {
    this.parameters = START.parameters;
    this.#moved();
  }

  async step(): Promise<void> {
    this.training = false;
    await this.#ask(1);
  }

  /** Steps until the slope is flat, a hand comes in, or it has gone on for long; `frame` waits for the next picture. */
  async train(frame: () => Promise<number>): Promise<void> {
    const run = ++this.#runs;
    this.training = true;
    for (let done = 0; this.training; ) {
      const count = await frame();
      // Paused, or paused and begun anew, while the picture was awaited.
      if (!this.training || run !== this.#runs) return;
      await this.#ask(count);
      done += count;
      const flat = Math.hypot(...Object.values(this.report.gradient)) < FLAT;
      const ending = this.report.diverged ? 'diverged' : flat ? 'flat' : done >= MOST_STEPS ? 'paused' : undefined;
      if (this.training && run === this.#runs && ending) {
        this.training = false;
        this.ending = ending;
      }
    }
  }

  pause(): void {
    this.training = false;
  }

  #moved(): void {
    this.#moves++;
    this.#fresh = true;
    this.training = false;
    void this.#ask(0);
  }

  async #ask(steps: number): Promise<void> {
    const moves = this.#moves;
    const { activation, samples, learningRate, along, parameters } = this;
    this.ending = undefined;
    const report = await this.#client?.ask({
      settings: { activation, samples, learningRate, along },
      parameters,
      steps,
    });
    if (!report || moves !== this.#moves) return;
    this.report = report;
    this.history = [
      ...(this.#fresh ? [] : this.history),
      ...(steps === 0 && this.#fresh ? [report.loss] : report.losses),
    ];
    this.#fresh = false;
    if (steps > 0) this.parameters = report.parameters;
    if (report.diverged) this.ending = 'diverged';
  }
}
