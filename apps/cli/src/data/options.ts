import type { ColumnType, Format } from '@nn/data';
import type { Option } from 'commander';
import { dataSettings, labelsSetting, writingSettings } from '../config/data-settings.js';
import { optionOf } from '../config/setting.js';
import type { Io } from '../terminal/io.js';

/** What may be said of how a table is written, where that is not to be found out. */
export interface WritingFlags {
  readonly format?: Format | undefined;
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  /** False with `--no-header`: the columns are then column_1, column_2, … */
  readonly header?: boolean | undefined;
}

/** What may be said of a table that a model is asked about, with the answers: the rest it knows itself. */
export interface AnsweredFlags extends WritingFlags {
  /** The file with the labels of an IDX file. */
  readonly labels?: string | undefined;
}

/** What may be said of a table to learn from: how it is written, and what its cells mean. */
export interface DataFlags extends AnsweredFlags {
  readonly missing?: readonly string[] | undefined;
  readonly types?: Readonly<Record<string, ColumnType>> | undefined;
}

/** The names of these flags. */
const NAMES = ['format', 'delimiter', 'quote', 'header', 'missing', 'types', 'labels'] as const;

/** Of all flags of a command, those that say how its table is read; and the others. */
export function partDataFlags<Flags extends DataFlags>(
  flags: Flags,
): { data: DataFlags; others: Omit<Flags, keyof DataFlags> } {
  const isOurs = ([name]: readonly [string, unknown]) => NAMES.some((own) => own === name);
  const entries = Object.entries(flags);
  return {
    data: Object.fromEntries(entries.filter(isOurs)),
    others: Object.fromEntries(entries.filter((entry) => !isOurs(entry))) as Omit<Flags, keyof DataFlags>,
  };
}

/** The options that say how a table is written. */
export const writingOptions = (io: Io): Option[] => writingSettings.map((setting) => optionOf(setting, io));

/** The options of every command that asks a model about a table with the answers. */
export const answeredOptions = (io: Io): Option[] => [...writingOptions(io), optionOf(labelsSetting, io)];

/** The options of every command that learns from a table. */
export const dataOptions = (io: Io): Option[] => dataSettings.map((setting) => optionOf(setting, io));
