import { styleText } from 'node:util';
import type { Language, Text } from '../telling/text.js';
import { DANGEROUS } from './dangerous.js';
import { type LogFormat, log } from './log.js';

/** Where a command runs: what it may write to, how wide that is, what the environment says. */
export interface Terminal {
  /** Writes data to standard output. */
  out(text: string): void;
  /** Resolves when standard output has room again; where it is not there, it always has. */
  readonly drained?: () => Promise<void>;
  /** Writes to standard error as it is: for the live line. */
  err(text: string): void;
  /** Whether standard error is a terminal that can show a live line. */
  readonly live: boolean;
  /** How many characters fit on a line of that terminal, now. */
  readonly columns: number;
  /** Whether standard output is a terminal. */
  readonly terminal: boolean;
  /** How many characters fit on a line of standard output, now. */
  readonly width: number;
  /** The variables of the environment, such as those of the locale. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a command may say, and where: data to `out`, everything else to `err`; and in which language. */
export interface Io extends Terminal {
  /** How the command was called, without its name. */
  readonly argv: readonly string[];
  readonly lang: Language;
  /** Whether only errors are said. */
  readonly quiet: boolean;
  /** How standard error is written. */
  readonly logFormat: LogFormat;
  /** A text in the language of this command. */
  tell(text: string | Text): string;
}

/** Text from files and names, made harmless for a terminal. */
export const harmless = (text: string): string => text.replace(DANGEROUS, '\uFFFD');

/** How a line may look where colours are shown. */
export type Look = 'plain' | 'quiet' | 'good' | 'warning' | 'error' | 'strong';

const STYLES = { quiet: 'dim', good: 'green', warning: 'yellow', error: 'red', strong: 'bold' } as const;

/** Whether colours are written to a stream: NO_COLOR and FORCE_COLOR decide (no-color.org), else whether it is a terminal. */
export function inColour({ NO_COLOR, FORCE_COLOR, TERM }: Terminal['env'], terminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return terminal && TERM !== 'dumb';
}

/** A text in a look, where colours are shown. */
export const painted = (look: Look, text: string, colours: boolean): string =>
  look === 'plain' || !colours ? text : styleText(STYLES[look], text, { validateStream: false });

/** Says a line on standard error, unless it is not to be said (`--quiet`): errors always are. For programs it is logged. */
export function say(io: Io, line: string | Text = '', look: Look = 'plain'): void {
  const text = io.tell(line);
  if (io.logFormat === 'jsonl') {
    if (text !== '') log(io, { event: look === 'error' ? 'error' : 'note', text });
    return;
  }
  if (io.quiet && look !== 'error') return;
  io.err(`${painted(look, harmless(text), inColour(io.env, io.live))}\n`);
}
