import { pipelineFromJSON, type Target, table } from '@nn/data';
import type { OpenedModel } from '../training/model-file.js';
import { judgeColumn } from './judge-column.js';
import { MOST_NAMED, type Reading, read } from './reading.js';
import type { Row } from './row.js';

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

/** So many letters of a message are told: what is wrong may be as long as the request. */
const LONGEST = 300;

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** All that is wrong with a row, in one text. */
function joined(errors: readonly string[]): string {
  const more = errors.length > MOST_NAMED ? '; and more' : '';
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
      judgeColumn(column, readings, k);
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
