/** The page's side of a worker that answers questions. */
export interface Client<Question, Answer> {
  /**
   * Asks, and gives the answer. While an answer is awaited only the newest question waits behind it, so a drag never queues up; the
   * promise of a question that was overtaken is resolved by undefined.
   */
  ask(question: Question): Promise<Answer | undefined>;
  close(): void;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer | undefined) => void;
}

/** Puts questions to a worker, one at a time: what it posts is the answer to the last one. */
export function connect<Question, Answer>(worker: Worker): Client<Question, Answer> {
  let asked: Waiting<Question, Answer> | undefined;
  let next: Waiting<Question, Answer> | undefined;
  const send = (waiting: Waiting<Question, Answer>) => {
    asked = waiting;
    worker.postMessage(waiting.question);
  };
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
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
