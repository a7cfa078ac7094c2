import { choice, columnTypes, quote, separator, text, truth, words } from './kinds.js';
import type { Setting } from './setting.js';

const writing: readonly Omit<Setting, 'group'>[] = [
  {
    name: 'format',
    flags: '--format <name>',
    about: {
      en: 'how the table is written, if not as its name and first bytes say; gzip is known by itself',
      zh: '表的格式，如果与文件名和开头的字节不符；gzip 会自动识别',
    },
    kind: choice(['csv', 'tsv', 'jsonl', 'idx']),
  },
  {
    name: 'delimiter',
    flags: '--delimiter <character>',
    about: { en: 'what stands between cells', zh: '单元格之间的分隔符' },
    kind: separator,
  },
  {
    name: 'quote',
    flags: '--quote <character>',
    about: {
      en: "what stands around cells, '\"' by default; none for nothing",
      zh: '单元格两边的引号，默认 "；none 表示没有',
    },
    kind: quote,
  },
  {
    name: 'header',
    flags: '--no-header',
    about: { en: 'the first line is a row, not names', zh: '第一行是数据，不是列名' },
    kind: truth,
  },
];

const ofTable = (setting: Omit<Setting, 'group'>): Setting => ({ ...setting, group: 'Table:' });

/** How a table is written, where that is not to be found out. */
export const writingSettings: readonly Setting[] = writing.map(ofTable);

/** Where the labels of an IDX file are. */
export const labelsSetting: Setting = ofTable({
  name: 'labels',
  flags: '--labels <file>',
  about: {
    en: 'the labels of an IDX file (by default the file beside it that is named so)',
    zh: 'IDX 文件的标签（默认是旁边同名的标签文件）',
  },
  kind: text,
});

/** What the cells of a table to learn from mean. */
const meaning: readonly Omit<Setting, 'group'>[] = [
  {
    name: 'missing',
    flags: '--missing <words>',
    about: {
      en: 'all that means that a value is missing, beside an empty cell, such as NA,-999',
      zh: '除空单元格外，哪些词表示缺失值，例如 NA,-999',
    },
    kind: words,
  },
  {
    name: 'types',
    flags: '--types <columns>',
    about: {
      en: 'what columns are, such as zip=category,age=number,id=ignore',
      zh: '各列的类型，例如 zip=category,age=number,id=ignore',
    },
    kind: columnTypes,
  },
];

/** How a table to learn from is written, and what its cells mean. */
export const dataSettings: readonly Setting[] = [...writingSettings, ...meaning.map(ofTable), labelsSetting];
