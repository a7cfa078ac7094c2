import { InvalidArgumentError, Option } from 'commander';
import type { Text } from '../telling/text.js';
import type { Io } from '../terminal/io.js';
import type { Kind } from './kinds.js';

/** Something about a training that can be said on the command line and in a configuration. */
export interface Setting {
  /** In a configuration and in a model file: 'learningRate'. */
  readonly name: string;
  /** On the command line: '--learning-rate <number>'. */
  readonly flags: string;
  readonly about: Text;
  readonly kind: Kind;
  /** Under which title help has it, if not among the options of the command itself. */
  readonly group?: 'Recipe:' | 'Table:';
}

/** A setting as an option of a command. */
export function optionOf({ flags, about, kind, group }: Setting, io: Io): Option {
  const option = new Option(flags, io.tell(about));
  if (group) option.helpGroup(group);
  if (kind.choices) return option.choices(kind.choices);
  if (option.isBoolean()) return option;
  return option.argParser((given: string, before: unknown) => {
    const value = kind.parse(given, before);
    if (!kind.fits(value)) throw new InvalidArgumentError(`expected ${kind.expected}, got '${given}'`);
    return value;
  });
}
