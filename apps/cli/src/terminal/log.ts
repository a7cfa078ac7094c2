import type { Io } from './io.js';
import { jsonText } from './json.js';

/** How standard error is written: for people, or as one JSON object a line for programs. */
export type LogFormat = 'text' | 'jsonl';

export const logFormats: readonly LogFormat[] = ['text', 'jsonl'];

/** Something that happened, as a program reads it. */
export interface LogEvent {
  readonly event: 'note' | 'error' | 'epoch' | 'trial' | 'result';
  readonly [name: string]: unknown;
}

/** What is logged even with `--quiet`. */
const ALWAYS: readonly LogEvent['event'][] = ['error', 'result'];

/** Logs what happened on standard error, where that is written for programs (`--log-format jsonl`); else it is said in words elsewhere. */
export function log(io: Pick<Io, 'err' | 'quiet' | 'logFormat'>, event: LogEvent): void {
  if (io.logFormat !== 'jsonl' || (io.quiet && !ALWAYS.includes(event.event))) return;
  io.err(jsonText(event));
}
