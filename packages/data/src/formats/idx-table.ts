import { lazyColumn } from '../column.js';
import { checkTypes } from '../csv/columns.js';
import { readIdx } from '../idx.js';
import { count } from '../message.js';
import { type CsvOptions, typeOf } from '../read-options.js';
import { type Table, TableError, tableOver } from '../table.js';

/** How an IDX file becomes a table. */
export interface IdxOptions extends Pick<CsvOptions, 'source' | 'types' | 'missing'> {
  /** The bytes of the file with the labels, one for each row. */
  readonly labels?: Uint8Array | undefined;
  /** Where they came from, for messages. */
  readonly labelsSource?: string | undefined;
}

/**
 * A table of an IDX file, the format of MNIST: columns p0, p1, … for the numbers of each image, and `label` for what it shows, from a file of its own; or only
 * `label` where the file has one number for each row. Throws TableError where the bytes are no such files, or do not belong together.
 */
export function idxTable(
  bytes: Uint8Array,
  { source = '<input>', labels, labelsSource = '<labels>', types, missing }: IdxOptions,
): Table {
  const images = read(bytes, source);
  const answers = labels && read(labels, labelsSource);
  if (images.rows === 0) throw new TableError(`${source}: there is nothing in it; expected at least one row`);
  if (answers && answers.cols !== 1)
    throw new TableError(
      `${labelsSource}: expected one number for each row, got ${answers.cols}; are these the labels?`,
    );
  if (answers && answers.rows !== images.rows)
    throw new TableError(
      `${labelsSource}: ${count(answers.rows, 'label')} for ${count(images.rows, 'row')} of ${source}; expected one for each`,
    );
  const column = (name: string, { data, cols }: { data: ArrayLike<number>; cols: number }, j: number) => {
    const type = typeOf(name, types);
    if (type === 'ignore') return [];
    const numbers = (into: Float64Array) => {
      for (let i = 0; i < into.length; i++) into[i] = data[i * cols + j]!;
    };
    return [lazyColumn(name, { rows: images.rows, numbers, text: (i) => String(data[i * cols + j]!) }, type)];
  };
  const single = images.cols === 1 && !answers;
  const names = [
    ...Array.from({ length: images.cols }, (_, j) => (single ? 'label' : `p${j}`)),
    ...(answers ? ['label'] : []),
  ];
  checkTypes(names, types, source);
  const columns = names.flatMap((name, j) => (j < images.cols ? column(name, images, j) : column(name, answers!, 0)));
  const lines = Array.from({ length: images.rows }, (_, i) => i + 1);
  return tableOver(columns, images.rows, { source, lines, missing, written: { format: 'idx' } });
}

function read(bytes: Uint8Array, source: string) {
  try {
    return readIdx(bytes);
  } catch (error) {
    throw new TableError(`${source}: ${(error as Error).message.replace(/^readIdx: /, '')}`, { cause: error });
  }
}
