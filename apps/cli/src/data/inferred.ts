import { type Feature, type Pipeline, type Summary, summaries, type Target, type Written } from '@nn/data';
import { fits, tableLines } from '../telling/table.js';
import type { Io } from '../terminal/io.js';
import { count, listed, short } from '../terminal/words.js';
import type { OpenedTable } from './open-table.js';

/** What a column becomes: a feature, the target, or nothing. */
type Becomes = Feature | Target | undefined;

/** What was found out about a table before anything is learnt from it. */
export interface Inferred {
  readonly source: string;
  readonly written: Written | undefined;
  readonly compression: OpenedTable['compression'];
  readonly sha256: string;
  readonly rows: number;
  readonly columns: readonly (Summary & { readonly becomes: Becomes })[];
  readonly target: string;
  readonly task: 'classes' | 'number';
  /** Columns of numbers that the network gets and gives for each row. */
  readonly inputs: number;
  readonly outputs: number;
}

/** What was found out, as plain data. */
export function inferredJson({ table, sha256, compression }: OpenedTable, pipeline: Pipeline): Inferred {
  const { features, target, inputs, outputs } = pipeline;
  const becomes = new Map<string, Becomes>([...features, target].map((part) => [part.name, part]));
  return {
    source: table.source,
    written: table.written,
    compression,
    sha256,
    rows: table.rows,
    columns: summaries(table).map((summary) => ({ ...summary, becomes: becomes.get(summary.name) })),
    target: target.name,
    task: target.kind,
    inputs,
    outputs,
  };
}

const FORMATS = { csv: 'CSV', jsonl: 'JSON lines', idx: 'IDX' } as const;
const ENCODINGS = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' } as const;

/** How the table is written, in one line. */
function writtenLine(io: Io, { written, compression }: Inferred): string {
  const { format = 'csv', encoding, delimiter, quote, header } = written ?? {};
  const named: Readonly<Record<string, readonly [string, string]>> = {
    ',': ['commas', '逗号'],
    ';': ['semicolons', '分号'],
    '\t': ['tabs', '制表符'],
  };
  const [en, zh] = named[delimiter ?? ''] ?? [`'${delimiter}'`, `“${delimiter}”`];
  return [
    FORMATS[format],
    compression,
    encoding && ENCODINGS[encoding],
    delimiter && io.tell({ en: `separated by ${en}`, zh: `以${zh}分隔` }),
    quote === '' && io.tell({ en: 'no quotes', zh: '没有引号' }),
    quote && quote !== '"' && io.tell({ en: `quotes ${quote}`, zh: `引号 ${quote}` }),
    header === true && io.tell({ en: 'names in the first line', zh: '第一行是列名' }),
    header === false && io.tell({ en: 'no line of names', zh: '没有列名' }),
  ]
    .filter(Boolean)
    .join(io.tell({ en: ', ', zh: '，' }));
}

function kindOf(io: Io, { kind }: Summary): string {
  if (kind === 'number') return io.tell({ en: 'number', zh: '数值' });
  return kind === 'category' ? io.tell({ en: 'category', zh: '类别' }) : io.tell({ en: 'empty', zh: '空' });
}

/** A word that is short enough to stand in a table. */
const cut = (word: string) => (word.length > 20 ? `${word.slice(0, 19)}…` : word);

/** What is in a column; of words the most frequent, at most so many. */
function valuesOf(io: Io, summary: Summary, most: number): string {
  if (summary.kind === 'empty') return '';
  if (summary.kind === 'number') {
    const mean = io.tell({ en: 'mean', zh: '均值' });
    return `${short(summary.min)} … ${short(summary.max)}, ${mean} ${short(summary.mean)}`;
  }
  const words = summary.frequent.slice(0, most).map(({ word }) => cut(word));
  const more = summary.different - words.length;
  if (more <= 0) return words.join(', ');
  return `${words.join(', ')}, ${io.tell({ en: `${more} more`, zh: `另有 ${more} 个` })}`;
}

function becomesOf(io: Io, becomes: Becomes, target: string): string {
  if (!becomes) return io.tell({ en: 'not used', zh: '不使用' });
  if (becomes.name === target) return io.tell({ en: 'target', zh: '目标' });
  if (becomes.kind !== 'category') return io.tell({ en: 'standardized', zh: '标准化' });
  const { length } = becomes.categories;
  return io.tell({ en: count(length, 'column'), zh: `${length} 列` });
}

/** What was found out, as lines for a reader: how the table is written, what each column holds and how it becomes numbers, and what is to be predicted. */
export function inferredLines(io: Io, opened: OpenedTable, pipeline: Pipeline): string[] {
  const inferred = inferredJson(opened, pipeline);
  const { rows, columns, source, target, task, inputs, outputs } = inferred;
  const head = [
    { en: 'column', zh: '列' },
    { en: 'type', zh: '类型' },
    { en: 'values', zh: '取值' },
    { en: 'missing', zh: '缺失' },
    { en: 'becomes', zh: '变为' },
  ].map((text) => io.tell(text));
  const cells = (most: number) =>
    columns.map((column) => [
      cut(column.name),
      kindOf(io, column),
      valuesOf(io, column, most),
      String(column.missing),
      becomesOf(io, column.becomes, target),
    ]);
  const shown = [3, 2].map(cells).find((rows) => fits(head, rows, io.width)) ?? cells(1);
  const classes = pipeline.target.kind === 'classes' ? pipeline.target.classes : [];
  const taskLine =
    task === 'classes'
      ? io.tell({
          en: `target ${target}: one of ${classes.length} classes (${listed(classes.map(cut), 5)})`,
          zh: `目标 ${target}：${classes.length} 个类别之一（${listed(classes.map(cut), 5)}）`,
        })
      : io.tell({ en: `target ${target}: a number`, zh: `目标 ${target}：数值` });
  return [
    `${source}: ${writtenLine(io, inferred)}`,
    io.tell({
      en: `${count(rows, 'row')}, ${count(columns.length, 'column')}`,
      zh: `${rows} 行，${columns.length} 列`,
    }),
    '',
    ...tableLines(head, shown, io.width),
    '',
    taskLine,
    io.tell({
      en: `the network gets ${count(inputs, 'number')} for each row and gives ${outputs}`,
      zh: `网络每行得到 ${inputs} 个数，给出 ${outputs} 个`,
    }),
  ];
}
