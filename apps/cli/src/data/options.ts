import type { ColumnType, Format } from '@nn/data';
import { InvalidArgumentError, Option } from 'commander';
import type { Io } from '../terminal/io.js';

/** What may be said of how a table is written, where that is not to be found out. */
export interface WritingFlags {
  readonly format?: Format | undefined;
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  /** False with `--no-header`: the columns are then column_1, column_2, … */
  readonly header?: boolean | undefined;
}

/** What may be said of a table to learn from: how it is written, and what its cells mean. */
export interface DataFlags extends WritingFlags {
  readonly missing?: readonly string[] | undefined;
  readonly types?: Readonly<Record<string, ColumnType>> | undefined;
  /** The file with the labels of an IDX file. */
  readonly labels?: string | undefined;
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

const oneCharacter = (text: string): string => {
  const meant = text === '\\t' || text === 'tab' ? '\t' : text;
  if ([...meant].length === 1 && !/[\r\n]/.test(meant)) return meant;
  throw new InvalidArgumentError(`expected a character such as ; (tab for a tab), got '${text}'`);
};

const quotes = (text: string): string => {
  if (text === 'none') return '';
  if (text.length === 1 && text < '\u0080' && !/[\r\n]/.test(text)) return text;
  throw new InvalidArgumentError(`expected a character such as ', or none, got '${text}'`);
};

/** An empty cell is missing whatever else is. */
const words = (text: string): string[] => ['', ...text.split(',').map((word) => word.trim())];

const TYPED = /^(.+)=(number|category|ignore)$/s;

/** `zip=category,id=ignore`; where a name has a comma, an option for each. */
function types(text: string, before: Readonly<Record<string, ColumnType>> = {}): Record<string, ColumnType> {
  const parts = text.split(',');
  const each = parts.every((part) => TYPED.test(part)) ? parts : [text];
  const pairs = each.map((part) => TYPED.exec(part)?.slice(1));
  if (pairs.some((pair) => pair === undefined))
    throw new InvalidArgumentError(
      `expected columns with number, category or ignore, such as zip=category,id=ignore, got '${text}'`,
    );
  return Object.fromEntries([...Object.entries(before), ...(pairs as [string, ColumnType][])]);
}

/** The options that say how a table is written. */
export const writingOptions = (io: Io): Option[] => [
  new Option(
    '--format <name>',
    io.tell({
      en: 'how the table is written, if not as its name and first bytes say; gzip is known by itself',
      zh: '表的格式，如果与文件名和开头的字节不符；gzip 会自动识别',
    }),
  ).choices(['csv', 'tsv', 'jsonl', 'idx']),
  new Option(
    '--delimiter <character>',
    io.tell({ en: 'what stands between cells', zh: '单元格之间的分隔符' }),
  ).argParser(oneCharacter),
  new Option(
    '--quote <character>',
    io.tell({
      en: "what stands around cells, '\"' by default; none for nothing",
      zh: '单元格两边的引号，默认 "；none 表示没有',
    }),
  ).argParser(quotes),
  new Option('--no-header', io.tell({ en: 'the first line is a row, not names', zh: '第一行是数据，不是列名' })),
];

/** Where the labels of an IDX file are. */
export const labelsOption = (io: Io): Option =>
  new Option(
    '--labels <file>',
    io.tell({
      en: 'the labels of an IDX file (by default the file beside it that is named so)',
      zh: 'IDX 文件的标签（默认是旁边同名的标签文件）',
    }),
  );

/** The options of every command that learns from a table. */
export const dataOptions = (io: Io): Option[] => [
  ...writingOptions(io),
  new Option(
    '--missing <words>',
    io.tell({
      en: 'all that means that a value is missing, beside an empty cell, such as NA,-999',
      zh: '除空单元格外，哪些词表示缺失值，例如 NA,-999',
    }),
  ).argParser(words),
  new Option(
    '--types <columns>',
    io.tell({
      en: 'what columns are, such as zip=category,age=number,id=ignore',
      zh: '各列的类型，例如 zip=category,age=number,id=ignore',
    }),
  ).argParser(types),
  labelsOption(io),
];
