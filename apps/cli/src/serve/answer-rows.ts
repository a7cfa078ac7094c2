import { nearest, type Pipeline, pipelineFromJSON, TableError, type Target, table } from '@nn/data';
import type { OpenedModel } from '../training/model-file.js';
import { kindOf } from './read-rows.js';
import { type Row, Unreadable } from './row.js';

/** What is said of one row: the label, or the number in its own units; or why there is none. */
export type Answer =
  | {
      readonly prediction: string | number;
      /** By class; absent where a number is predicted. */
      readonly probabilities?: Readonly<Record<string, number>>;
      /** What was filled in, or was not known in training. */
      readonly notes?: readonly string[];
    }
  | { readonly error: string };

/** So many columns are named in a message; a name is compared with so many others, which costs time. */
const MOST_NAMED = 8;
const MOST_COMPARED = 100;
const LONGEST = 300;

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** A row on its way: its cells in the order of the model's columns, and what there is to say of them. */
interface Reading {
  readonly cells: string[];
  readonly errors: string[];
  readonly notes: string[];
}

/** The model's columns that a row does not have, each with the nearest name that it has. */
function missing(row: ReadonlyMap<string, unknown>, names: ReadonlySet<string>): string | undefined {
  const absent = [...names].filter((name) => !row.has(name));
  if (absent.length === 0) return undefined;
  const spare = [...row.keys()].filter((name) => !names.has(name)).slice(0, MOST_COMPARED);
  const named = absent.slice(0, MOST_NAMED).map((name) => {
    const near = nearest(name, spare);
    return near === undefined ? name : `${name} (there is '${near}')`;
  });
  const more = absent.length > named.length ? ` and ${absent.length - named.length} more` : '';
  return `columns of the training table are missing: ${named.join(', ')}${more}`;
}

/** A row's cells as a table would hold them. Null is what programs make of NaN: it is not silently filled in. */
function read(row: Row, names: ReadonlySet<string>): Reading {
  if (row instanceof Unreadable) return { cells: [...names].map(() => ''), errors: [row.reason], notes: [] };
  const absent = missing(row, names);
  const errors = absent === undefined ? [] : [absent];
  const cells = [...names].map((name) => {
    const value = row.has(name) ? row.get(name) : '';
    if (typeof value !== 'object') return String(value);
    const fill = value === null ? "; '' has it filled in as in training" : '';
    errors.push(`column ${name}: expected a number or a word, got ${kindOf(value)}${fill}`);
    return '';
  });
  return { cells, errors, notes: [] };
}

const ORIGIN = { source: 'row', lines: [1] };
const WHERE = /^row:1, /;

/** What the pipeline says of one cell of a column. */
function judgeCell(column: Pipeline, name: string, cell: string): Pick<Reading, 'errors' | 'notes'> {
  try {
    return { errors: [], notes: [...column.encode(table([{ name, cells: [cell] }], ORIGIN)).notes] };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { errors: [error.message.replace(WHERE, '')], notes: [] };
  }
}

/** Whether the pipeline has anything to say of a column. */
function isPlain(column: Pipeline, name: string, cells: readonly string[]): boolean {
  try {
    return column.encode(table([{ name, cells }])).notes.length === 0;
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return false;
  }
}

/** Adds to each row what there is to say of its cell in column k: the column is looked at whole, and cell by cell only where need be. */
function judge(column: Pipeline, readings: readonly Reading[], k: number): void {
  const { name } = column.features[0]!;
  const cells = readings.map((reading) => reading.cells[k]!);
  if (isPlain(column, name, cells)) return;
  const verdicts = new Map([...new Set(cells)].map((cell) => [cell, judgeCell(column, name, cell)] as const));
  readings.forEach(({ errors, notes }, i) => {
    const verdict = verdicts.get(cells[i]!)!;
    errors.push(...verdict.errors);
    notes.push(...verdict.notes);
  });
}

/** All that is wrong with a row, in one text. */
function joined(errors: readonly string[]): string {
  const more = errors.length > MOST_NAMED ? `; and ${errors.length - MOST_NAMED} more` : '';
  return errors.slice(0, MOST_NAMED).map(cut).join('; ') + more;
}

const LOST =
  'the answer for this row is not a finite number; a value in it is probably far outside of what the training table held';

/** An output of the network as an answer. */
function answerOf(target: Target, value: string | number, output: readonly number[], notes: readonly string[]): Answer {
  if (!output.every(Number.isFinite)) return { error: LOST };
  const probabilities =
    target.kind === 'classes' ? Object.fromEntries(target.classes.map((name, k) => [name, output[k]!])) : undefined;
  return {
    prediction: value,
    ...(probabilities && { probabilities }),
    ...(notes.length > 0 && { notes: notes.map(cut) }),
  };
}

/**
 * Answers rows, each by itself: what is wrong with one is said in its place, and the others get what `nn predict` says of them, to the bit.
 */
export function answerer({ model, pipeline }: OpenedModel): (rows: readonly Row[]) => Answer[] {
  const { features, target } = pipeline;
  const names = new Set(features.map(({ name }) => name));
  const columns = features.map((feature) => pipelineFromJSON({ features: [feature], target }));
  const predicted = (readings: readonly Reading[]): Answer[] => {
    if (readings.length === 0) return [];
    const cells = features.map(({ name }, k) => ({ name, cells: readings.map((reading) => reading.cells[k]!) }));
    const output = model.predict(pipeline.encode(table(cells)).x);
    const values = pipeline.decode(output);
    return output.toArray().map((numbers, i) => answerOf(target, values[i]!, numbers, readings[i]!.notes));
  };
  return (rows) => {
    const readings = rows.map((row) => read(row, names));
    columns.forEach((column, k) => {
      judge(column, readings, k);
    });
    const right = readings.filter(({ errors }) => errors.length === 0);
    const answers = predicted(right);
    const places = new Map(right.map((reading, i) => [reading, i]));
    return readings.map((reading) => {
      const place = places.get(reading);
      return place === undefined ? { error: joined(reading.errors) } : answers[place]!;
    });
  };
}
