import type { Live } from '$lib/settings/live.svelte.js';
import type { Client } from '$lib/worker/client.js';
import { type ParameterName, parameterNames } from './formulas.js';
import type { Parameters, Pass, Report, Request } from './protocol.js';
import { fields, parametersOf, settingsOf, type Values } from './settings.js';

/** The slope under which a training is called done, and how many steps it takes at most. */
const FLAT = 1e-4;
const MOST_STEPS = 5000;

/** How a training ended. */
export type Ending = 'flat' | 'paused' | 'diverged';

/** All that the page shows and the reader can move. The worker computes; this holds its last report. */
export class Neuron {
  report = $state.raw() as Report;
  chosen = $state(0);
  /** The loss after each step since a hand moved something; it begins with the loss before the first of them. */
  history = $state.raw<readonly number[]>([]);
  training = $state(false);
  ending = $state<Ending>();
  readonly pass: Pass = $derived(this.report.passes[this.chosen] ?? this.report.passes[0]!);

  /** Whether the next step would make the loss larger. */
  readonly overshoots: boolean = $derived(this.report.lossAfterStep > this.report.loss);

  readonly #live: Live<typeof fields>;
  #client: Client<Request, Report> | undefined;
  /** The settings that the first report is of. */
  readonly #first: Values;
  /** The settings that were last asked for: others were set from outside. */
  #known: Values;
  /** Counts what a hand has moved, so that an answer from before is not shown. */
  #moves = 0;
  /** Counts the trainings, so that only the last one goes on. */
  #runs = 0;
  /** Whether the history begins anew with the next answer. */
  #fresh = false;

  constructor(live: Live<typeof fields>, first: Report) {
    this.#live = live;
    this.#first = live.values;
    this.#known = live.values;
    this.report = first;
    this.history = [first.loss];
  }

  get values(): Values {
    return this.#live.values;
  }

  get parameters(): Parameters {
    return parametersOf(this.values);
  }

  /** From now on there is somebody to ask: at once where a link has set something. */
  connect(client: Client<Request, Report>): void {
    this.#client = client;
    if (this.values !== this.#first) void this.#ask(0);
  }

  /** Looks again where the settings were changed by a link or a preset. */
  follow(values: Values): void {
    if (values !== this.#known) this.#moved();
  }

  setParameter(name: ParameterName, value: number): void {
    if (!Number.isFinite(value)) return;
    const all = { ...this.parameters, [name]: value };
    this.#set({ weights: parameterNames.map((each) => all[each]) });
  }

  setActivation(activation: Values['activation']): void {
    this.#set({ activation });
  }

  setDataset(data: Values['data']): void {
    this.chosen = 0;
    this.#set({ data });
  }

  /** Changes a number of the reader's own sample: x1, x2 or t. */
  setSample(place: number, value: number): void {
    if (!Number.isFinite(value)) return;
    this.#set({ sample: this.values.sample.with(place, value) });
  }

  setLearningRate(rate: number): void {
    this.#keep({ rate });
    if (!this.training) void this.#ask(0);
  }

  setAlong(along: Values['along']): void {
    this.#keep({ along });
    if (!this.training) void this.#ask(0);
  }

  reset(): void {
    this.#set({ weights: fields.weights.initial });
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

  /** Changes settings without looking. */
  #keep(change: Partial<Values>): void {
    this.#live.set(change);
    this.#known = this.values;
  }

  #set(change: Partial<Values>): void {
    this.#keep(change);
    this.#moved();
  }

  #moved(): void {
    this.#known = this.values;
    this.#moves++;
    this.#fresh = true;
    this.training = false;
    void this.#ask(0);
  }

  async #ask(steps: number): Promise<void> {
    const moves = this.#moves;
    this.ending = undefined;
    const report = await this.#client?.ask({ settings: settingsOf(this.values), parameters: this.parameters, steps });
    if (!report || moves !== this.#moves) return;
    this.report = report;
    this.history = [
      ...(this.#fresh ? [] : this.history),
      ...(steps === 0 && this.#fresh ? [report.loss] : report.losses),
    ];
    this.#fresh = false;
    if (steps > 0) this.#keep({ weights: parameterNames.map((name) => report.parameters[name]) });
    if (report.diverged) this.ending = 'diverged';
  }
}
