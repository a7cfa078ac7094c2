import type { Report, Request } from './protocol.js';

type Question = Omit<Request, 'id'>;

/** The page's side of the worker. */
export interface Client {
  /**
   * Asks, and gives the answer. While an answer is awaited only the newest question waits behind it, so a drag never queues up; the
   * promise of a question that was overtaken is resolved by undefined.
   */
  ask(question: Question): Promise<Report | undefined>;
  close(): void;
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (report: Report | undefined) => void;
}

/** Starts a worker of one's own. */
export const startWorker = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** Puts questions to a worker. */
export function connect(worker: Worker): Client {
  let id = 0;
  let asked: Waiting | undefined;
  let next: Waiting | undefined;
  const send = (waiting: Waiting) => {
    asked = waiting;
    worker.postMessage({ ...waiting.question, id: ++id } satisfies Request);
  };
  worker.onmessage = ({ data }: MessageEvent<Report>) => {
    const answered = asked;
    asked = undefined;
    if (next) send(next);
    next = undefined;
    answered?.resolve(data);
  };
  return {
    ask: (question) =>
      new Promise((resolve) => {
        const waiting = { question, resolve };
        if (!asked) return send(waiting);
        next?.resolve(undefined);
        next = waiting;
      }),
    close: () => worker.terminate(),
  };
}
