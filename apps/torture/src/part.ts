/** How a part is run: short in the tests, whole by `pnpm torture`. */
export interface Setting {
  readonly scale: 'short' | 'whole';
  /** Decides all that is random in it. */
  readonly seed: number;
  /** Told how far it is. */
  tell(done: number, of: number): void;
}

/** What a part came to. */
export interface Outcome {
  /** How many cases were tried. */
  readonly checked: number;
  /** What did not hold, each in a sentence that says how to see it again. */
  readonly failures: readonly string[];
  /** Numbers worth knowing beside. */
  readonly measured?: Readonly<Record<string, string | number>>;
}

/** One promise, and what tries to break it. */
export interface Part {
  readonly name: string;
  /** What is promised. */
  readonly promise: string;
  run(setting: Setting): Promise<Outcome>;
}

/**
 * How long one case may take, in milliseconds, before it counts as one that hangs. The short form runs beside every other test, on machines that are busy: there only what has no end is found.
 */
export const patience = ({ scale }: Pick<Setting, 'scale'>): number => (scale === 'short' ? 60_000 : 2000);
