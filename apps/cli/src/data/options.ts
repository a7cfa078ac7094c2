import { Option } from 'commander';
import type { Io } from '../terminal/io.js';

/** What may be said of how a table is written, where that is not to be found out. */
export interface DataFlags {
  readonly delimiter?: string | undefined;
  /** False with `--no-header`: the columns are then column_1, column_2, … */
  readonly header?: boolean | undefined;
}

/** The options of every command that reads a table. */
export const dataOptions = (io: Io): Option[] => [
  new Option('--delimiter <character>', io.tell({ en: 'what stands between cells', zh: '单元格之间的分隔符' })),
  new Option('--no-header', io.tell({ en: 'the first line is a row, not names', zh: '第一行是数据，不是列名' })),
];
