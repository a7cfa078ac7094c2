import { styleText } from 'node:util';
import type { Language, Text } from '../telling/text.js';

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
  readonly lang: Language;
  /** Whether only errors are said. */
  readonly quiet: boolean;
  /** A text in the language of this command. */
  tell(text: string | Text): string;
}

// Control characters (but tab and line feed) and those that turn the direction of writing around.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const DANGEROUS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

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

/** Says a line on standard error, unless it is not to be said (`--quiet`): errors always are. */
export function say(io: Io, line: string | Text = '', look: Look = 'plain'): void {
  if (io.quiet && look !== 'error') return;
  io.err(`${painted(look, harmless(io.tell(line)), inColour(io.env, io.live))}\n`);
}
