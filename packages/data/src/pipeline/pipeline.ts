import { type Matrix, zeros } from '@nn/matrix';
import { areNumbers, missingOf } from '../cells.js';
import { count } from '../message.js';
import { nearest } from '../nearest.js';
import type { CsvOptions } from '../read-options.js';
import { type Table, TableError } from '../table.js';
import { encodeFeature } from './encode-feature.js';
import { type Feature, width } from './feature.js';
import { type Tally, tally } from './tally.js';
import { decodeTarget, encodeTarget, type Target } from './target.js';

/** A table as numbers, and what there was to say while it became numbers. */
export interface Encoded {
  /** rows x inputs. */
  readonly x: Matrix;
  /** rows x outputs; only if the table has the target's column. */
  readonly t?: Matrix;
  readonly notes: readonly string[];
}

/** What was learnt from a training table: how its rows become numbers, and outputs become answers. */
export interface Pipeline {
  readonly features: readonly Feature[];
  readonly target: Target;
  /** Columns of x and of t. */
  readonly inputs: number;
  readonly outputs: number;
  /** How a table is to be read so that its cells mean what they meant in training: options for `readCsv` and `readTables`. */
  readonly reading: Pick<CsvOptions, 'missing' | 'types'>;
  /** What fitting filled in, dropped or found odd, after what reading the table did. */
  readonly notes: readonly string[];
  /**
   * Rows as numbers, with the means and categories of the training table. Columns are found by name; more of them do no harm.
   * A tally that is given counts over several tables; `notes` then speaks of all of them so far. Throws TableError that lists every missing column, or names the cell that is no number, or no class of the training table.
   */
  encode(table: Table, tally?: Tally): Encoded;
  /** Labels, or numbers in their own units, one for each row of a network's output. */
  decode(output: Matrix): (string | number)[];
  /** Plain data for a model file; `pipelineFromJSON` makes a pipeline of it again. */
  toJSON(): PipelineJSON;
}

/** A pipeline as plain data, from which `pipelineFromJSON` makes it again. */
export interface PipelineJSON {
  readonly features: readonly Feature[];
  readonly target: Target;
  /** All that means that a value is missing, if not what usually does. */
  readonly missing?: readonly string[] | undefined;
}

/** A pipeline over what was learnt. */
export function pipeline({ features, target, missing: words }: PipelineJSON, notes: readonly string[] = []): Pipeline {
  const missing = missingOf(words);
  const featureNames = features.map(({ name }) => name);
  const types = new Map(features.map(({ name, kind }) => [name, kind]));
  types.set(target.name, target.kind === 'number' || areNumbers(target.classes) ? 'number' : 'category');
  const inputs = features.reduce((n, feature) => n + width(feature), 0);
  return {
    features,
    target,
    inputs,
    outputs: target.kind === 'classes' ? target.classes.length : 1,
    reading: { missing: words, types: (name) => types.get(name) },
    notes,
    encode: (table, given) => {
      const columns = new Map(table.columns.map((column) => [column.name, column]));
      checkColumns(features, [...columns.keys()], table.source);
      const counts = given ?? tally();
      counts.table(table, featureNames);
      const x = room(table, inputs);
      const means = { missing, tally: counts, numbers: new Float64Array(table.rows) };
      let at = 0;
      for (const feature of features) {
        const place = { data: x.data, cols: inputs, at };
        encodeFeature(feature, table, columns.get(feature.name)!, place, means);
        at += width(feature);
      }
      const t = columns.has(target.name) ? encodeTarget(target, table, missing) : undefined;
      return {
        x,
        ...(t && { t }),
        get notes() {
          return counts.notes;
        },
      };
    },
    decode: (output) => decodeTarget(target, output),
    toJSON: () => ({ features, target, ...(words && { missing: words }) }),
  };
}

/** A place for all numbers. Throws TableError where there is none: a column of 1,000 categories is 1,000 numbers in each row. */
function room({ rows, source }: Table, inputs: number): Matrix {
  try {
    return zeros(rows, inputs);
  } catch (cause) {
    throw new TableError(
      `${source}: ${count(rows, 'row')} of ${inputs} inputs are more numbers than there is memory for; leave out columns of many categories, or encode the table in parts (readTables)`,
      { cause },
    );
  }
}

/** So many missing columns are told with the name that may be meant. */
const HINTS = 20;

function checkColumns(features: readonly Feature[], there: readonly string[], source: string): void {
  const [given, known] = [new Set(there), new Set(features.map((f) => f.name))];
  const missing = [...known].filter((name) => !given.has(name));
  if (missing.length === 0) return;
  const spare = there.filter((name) => !known.has(name));
  const named = missing.map((name, k) => {
    if (k >= HINTS) return name;
    const near = nearest(name, spare);
    return near === undefined ? name : `${name} (there is '${near}')`;
  });
  throw new TableError(`${source}: columns of the training table are missing: ${named.join(', ')}`);
}
