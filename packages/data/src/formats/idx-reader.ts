import type { Matrix } from '@nn/matrix';
import { bytesOf, joined } from '../bytes.js';
import { lazyColumn } from '../column.js';
import { checkTypes, columnType, isIgnored } from '../csv/columns.js';
import { readIdx } from '../idx.js';
import { count } from '../message.js';
import type { CsvOptions } from '../read-options.js';
import { type Table, TableError, tableOver } from '../table.js';
import type { TableReader } from '../table-reader.js';

/** How an IDX file becomes a table. */
export interface IdxOptions extends Pick<CsvOptions, 'source' | 'types' | 'missing'> {
  /** The bytes of the file with the labels, one for each row. */
  readonly labels?: Uint8Array | undefined;
  /** Where they came from, for messages. */
  readonly labelsSource?: string | undefined;
}

/** Numbers in rows. */
type Numbers = Pick<Matrix, 'rows' | 'cols' | 'data'>;

/**
 * Reads an IDX file, the format of MNIST: columns p0, p1, … for the numbers of each image, and `label` for what it shows, from a file of its own; or only
 * `label` where the file has one number for each row. The file is held whole, since its numbers are few bytes; a table has `atOnce` rows at most. Throws
 * TableError where the bytes are no such files, or do not belong together.
 */
export function idxReader(options: IdxOptions, atOnce: number): TableReader {
  const parts: Uint8Array[] = [];
  return {
    push: (piece) => {
      parts.push(bytesOf(piece));
      return [];
    },
    end: () => {
      const { source = '<input>', labels, labelsSource = '<labels>' } = options;
      const images = read(joined(parts), source);
      const answers = labels && read(labels, labelsSource);
      // Rows of nothing may be four billion in a file of a few bytes.
      if (images.rows === 0 || images.cols === 0)
        throw new TableError(`${source}: there is nothing in it; expected at least one row of one number`);
      if (answers) checkLabels(answers, labelsSource, images, source);
      const columns = columnsOf(images, answers);
      checkTypes(
        columns.map(({ name }) => name),
        options.types,
        source,
      );
      const tables = Math.ceil(images.rows / atOnce) || 1;
      return Array.from({ length: tables }, (_, k) => {
        const from = k === 0 ? 0 : k * atOnce;
        return part(columns, from, Math.min(images.rows - from, atOnce), options);
      });
    },
  };
}

function checkLabels(labels: Numbers, labelsSource: string, { rows }: Numbers, source: string): void {
  if (labels.cols !== 1)
    throw new TableError(
      `${labelsSource}: expected one number for each row, got ${labels.cols}; are these the labels?`,
    );
  if (labels.rows !== rows)
    throw new TableError(
      `${labelsSource}: ${count(labels.rows, 'label')} for ${count(rows, 'row')} of ${source}; expected one for each`,
    );
}

/** What the columns are called, and where their numbers are. */
function columnsOf(images: Numbers, labels: Numbers | undefined) {
  const of = (name: string, numbers: Numbers, j: number) => ({ name, numbers, j });
  if (images.cols === 1 && !labels) return [of('label', images, 0)];
  const pixels = Array.from({ length: images.cols }, (_, j) => of(`p${j}`, images, j));
  return labels ? [...pixels, of('label', labels, 0)] : pixels;
}

/** The table of some of the rows. */
function part(columns: ReturnType<typeof columnsOf>, from: number, rows: number, options: IdxOptions): Table {
  const { source = '<input>', types, missing } = options;
  const made = columns
    .filter(({ name }) => !isIgnored(name, types))
    .map(({ name, numbers: { data, cols }, j }) => {
      const numbers = (into: Float64Array) => {
        for (let i = 0; i < rows; i++) into[i] = data[(from + i) * cols + j]!;
      };
      const text = (i: number) => String(data[(from + i) * cols + j]!);
      return lazyColumn(name, { rows, numbers, text }, columnType(name, types));
    });
  const lines = Array.from({ length: rows }, (_, i) => from + i + 1);
  return tableOver(made, rows, { source, lines, missing, written: { format: 'idx' } });
}

function read(bytes: Uint8Array, source: string): Numbers {
  try {
    return readIdx(bytes);
  } catch (error) {
    throw new TableError(`${source}: ${(error as Error).message.replace(/^readIdx: /, '')}`, { cause: error });
  }
}
