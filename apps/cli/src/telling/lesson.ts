import type { Option } from 'commander';
import type { Step } from './step.js';
import type { Text } from './text.js';

/** What a lesson has to say. */
export interface Told {
  /** What `--json` prints: plain data, numbers as the packages gave them. */
  readonly data: object;
  readonly steps: readonly Step[];
}

/**
 * A lesson of `nn lesson`: a file in `src/lessons`, and a place in the list of its `index.ts`. `tell` gets the values of its options; what it
 * throws as RangeError or UsageError says that they cannot be used.
 */
export interface Lesson<Flags extends object = object> {
  readonly name: string;
  readonly summary: Text;
  /** Options to try, for the help: a line each, '' for none. */
  readonly examples: readonly string[];
  options(): readonly Option[];
  tell(flags: Flags): Told | Promise<Told>;
}
