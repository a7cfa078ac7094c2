import { readCsv } from '@nn/data';
import { explain } from './nn.js';
import { lookAt } from './plan.js';
import type { Answer, Request, Source } from './protocol.js';
import { sampleFile } from './samples.js';
import { ask, type Made, type Opened, trainOn } from './training.js';

function open(file: Source): Opened {
  const isSample = typeof file === 'string';
  const { source, bytes } = isSample ? sampleFile(file) : file;
  return { whole: readCsv(bytes, { source }), bytes, isSample };
}

/** What the worker does: keeps a table and the network that was trained on it, and answers the page. */
export function bench(post: (answer: Answer) => void): (request: Request) => Promise<void> {
  let opened: Opened | undefined;
  let made: Made | undefined;
  let training = new AbortController();

  function look({ run, file, choice }: Request & { kind: 'look' }): void {
    training.abort();
    made = undefined;
    if (file) {
      opened = undefined;
      opened = open(file);
    }
    if (opened) post({ kind: 'looked', run, look: lookAt(opened.whole, choice) });
  }

  async function begin({ run, choice }: Request & { kind: 'train' }): Promise<void> {
    training.abort();
    training = new AbortController();
    const { signal } = training;
    if (!opened) return;
    const done = await trainOn(opened, choice, { signal, tell: (progress) => post({ kind: 'epoch', run, progress }) });
    if (signal.aborted) return;
    made = done;
    post({ kind: 'trained', run, result: done.result });
  }

  return async (request) => {
    try {
      if (request.kind === 'look') look(request);
      else if (request.kind === 'train') await begin(request);
      else if (request.kind === 'stop') training.abort();
      else if (made) post({ kind: 'answered', run: request.run, said: ask(made, request.cells) });
    } catch (error) {
      const problem = explain(error).message;
      if (request.kind === 'look') post({ kind: 'looked', run: request.run, look: { problem } });
      else if (request.kind === 'ask') post({ kind: 'answered', run: request.run, said: { problem } });
      else if (request.kind === 'train') post({ kind: 'failed', run: request.run, problem });
    }
  };
}
