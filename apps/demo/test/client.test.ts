import { expect, test } from 'vitest';
import { connect } from '../src/lib/worker/client.js';
import { engine } from '../src/routes/[lang=lang]/neuron/engine.js';
import type { Report, Request } from '../src/routes/[lang=lang]/neuron/protocol.js';
import { START } from './start.js';

test('while one question is on its way, only the newest of the others is asked', async () => {
  const { parameters, ...settings } = START;
  const answer = engine();
  const received: Request[] = [];
  const worker = {
    onmessage: undefined as ((event: { data: unknown }) => void) | undefined,
    postMessage: (request: Request) => {
      received.push(request);
      setTimeout(() => worker.onmessage?.({ data: answer(request) }));
    },
    terminate: () => {},
  };
  const client = connect<Request, Report>(worker as unknown as Worker);
  const ask = (b: number) => client.ask({ settings, parameters: { ...parameters, b }, steps: 0 });
  const [first, overtaken, last] = await Promise.all([ask(1), ask(2), ask(3)]);
  expect(first?.parameters.b).toBe(1);
  expect(overtaken).toBeUndefined();
  expect(last?.parameters.b).toBe(3);
  expect(received.map(({ parameters: { b } }) => b)).toEqual([1, 3]);
  expect((await ask(4))?.parameters.b).toBe(4);
});
