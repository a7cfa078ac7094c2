import { engine } from './engine.js';
import type { Report, Request } from './protocol.js';

const answer = engine();

/** What the worker answers: the report, and how long it took, in milliseconds. */
export interface Answer {
  readonly report: Report;
  readonly took: number;
}

self.onmessage = ({ data }: MessageEvent<Request>) => {
  const began = performance.now();
  const report = answer(data);
  const memory = [report.plane, ...report.layers.flatMap(({ weight, bias, maps }) => [weight, bias, maps])];
  const given: Answer = { report, took: performance.now() - began };
  self.postMessage(given, { transfer: memory.map(({ buffer }) => buffer) });
};
