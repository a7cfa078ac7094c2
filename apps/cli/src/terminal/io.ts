/** What a command may say, and where: data to `out`, everything else to `err`. */
export interface Io {
  /** Writes data to standard output. */
  out(text: string): void;
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

// Control characters (but tab and line feed) and those that turn the direction of writing around.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const DANGEROUS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text from files and names, made harmless for a terminal. */
export const harmless = (text: string): string => text.replace(DANGEROUS, '\uFFFD');

/** Says a line on standard error. */
export const say = (io: Io, line = ''): void => io.err(`${harmless(line)}\n`);
