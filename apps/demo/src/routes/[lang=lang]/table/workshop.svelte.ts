import type { Answer, Cells, Choice, Look, Progress, Request, Result, Said, Source } from './protocol.js';

/** What the worker is doing. */
type State = 'idle' | 'training' | 'trained' | 'failed';

/** A table on its way to a network. The worker computes; this holds what it said last. */
export class Workshop {
  look = $state.raw() as Look;
  state = $state<State>('idle');
  /** Of the training that says how good the network is, and of the one on all rows. */
  validating = $state.raw<readonly Progress[]>([]);
  final = $state.raw<Progress>();
  result = $state.raw<Result>();
  problem = $state<string>();
  said = $state.raw<Said>();
  #worker: Worker | undefined;
  #run = 0;
  #choice: () => Choice;

  constructor(first: Look, choice: () => Choice) {
    this.look = first;
    this.#choice = choice;
  }

  connect(worker: Worker): void {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.run === this.#run) this.#hear(data);
    };
  }

  /** Another table. */
  open(file: Source): void {
    this.#forget();
    this.#post({ kind: 'look', run: this.#run, file, choice: this.#choice() });
  }

  /** The same table for another purpose. */
  choose(): void {
    this.#forget();
    this.#post({ kind: 'look', run: this.#run, choice: this.#choice() });
  }

  train(): void {
    this.#forget();
    this.state = 'training';
    this.#post({ kind: 'train', run: this.#run, choice: this.#choice() });
  }

  stop(): void {
    this.#post({ kind: 'stop' });
    this.#forget();
  }

  ask(cells: Cells): void {
    this.#post({ kind: 'ask', run: this.#run, cells });
  }

  #post(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #forget(): void {
    this.#run++;
    this.state = 'idle';
    this.validating = [];
    this.final = undefined;
    this.result = undefined;
    this.problem = undefined;
    this.said = undefined;
  }

  #hear(answer: Answer): void {
    switch (answer.kind) {
      case 'looked':
        this.look = answer.look;
        break;
      case 'epoch':
        if (answer.progress.phase === 'training on all rows') this.final = answer.progress;
        else this.validating = [...this.validating, answer.progress];
        break;
      case 'trained':
        this.result = answer.result;
        this.state = 'trained';
        break;
      case 'failed':
        this.problem = answer.problem;
        this.state = 'failed';
        break;
      case 'answered':
        this.said = answer.said;
    }
  }
}
