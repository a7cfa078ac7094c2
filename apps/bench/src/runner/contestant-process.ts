import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Job, Outcome } from '../jobs.js';
import type { Contestant } from '../roster.js';
import { environment } from './environment.js';
import type { Answer, Request } from './protocol.js';

const TIMEOUT = 180_000;

/** An answer that something cannot be done, as an error. */
class Refusal extends Error {}

/** Who runs; none outlives the benchmark. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * A contestant's own process, warm as long as the benchmark runs. While nothing is asked of it, it is stopped: the threads of some
 * libraries go on spinning for a while, and would take from whoever comes next.
 */
export class ContestantProcess {
  readonly #child: ChildProcess;
  #answered: ((answer: Answer) => void) | undefined;
  #errors = '';
  /** Why it is no longer there. */
  #gone: string | undefined;

  private constructor(readonly contestant: Contestant) {
    const [command, ...args] = contestant.serve;
    this.#child = spawn(command!, args, { env: environment(contestant.threads), stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(this.#child);
    this.#child.stderr!.on('data', (text) => {
      this.#errors = `${this.#errors}${text}`.slice(-2000);
    });
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      if (line.startsWith('{')) this.#answered?.(JSON.parse(line));
    });
    this.#child.on('error', (error) => this.#lose(error.message));
    // Not 'exit': what it wrote last may still be on the way then.
    this.#child.on('close', () => this.#lose(`its process ended: ${this.#errors.trim().split('\n').at(-1)}`));
    this.#child.stdin!.on('error', () => {});
  }

  /** Starts it; a `Refusal` says why it is not there. */
  static async start(
    contestant: Contestant,
  ): Promise<{ process: ContestantProcess; versions: Record<string, string> }> {
    const process = new ContestantProcess(contestant);
    try {
      const answer = await process.#next();
      return { process, versions: ('versions' in answer && answer.versions) || {} };
    } catch (error) {
      process.end();
      throw error;
    }
  }

  async prepare(job: Job): Promise<void> {
    await this.#ask({ do: 'prepare', job });
  }

  /** Seconds of one run. */
  async run(atLeast: number): Promise<number> {
    return ((await this.#ask({ do: 'run', atLeast })) as { seconds: number }).seconds;
  }

  async outcome(): Promise<Outcome> {
    return ((await this.#ask({ do: 'outcome' })) as { outcome: Outcome }).outcome;
  }

  end(): void {
    this.#child.kill('SIGKILL');
    running.delete(this.#child);
  }

  /** From here on it refuses everything, and an answer that comes late is for nobody. */
  #lose(why: string): void {
    this.#gone ??= why;
    this.end();
    this.#answered?.({ failed: this.#gone });
  }

  #pause(paused: boolean): void {
    // Windows knows no such signals.
    if (process.platform !== 'win32') this.#child.kill(paused ? 'SIGSTOP' : 'SIGCONT');
  }

  async #ask(request: Request): Promise<Answer> {
    if (this.#gone) throw new Refusal(this.#gone);
    const answer = this.#next();
    this.#pause(false);
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    return answer;
  }

  #next(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#lose(`no answer in ${TIMEOUT / 1000} s`), TIMEOUT);
      this.#answered = (answer) => {
        clearTimeout(late);
        this.#answered = undefined;
        this.#pause(true);
        if ('failed' in answer) reject(new Refusal(answer.failed));
        else if ('cannot' in answer) reject(new Refusal(answer.cannot));
        else resolve(answer);
      };
    });
  }
}
