import type { Feature, Pipeline } from '@nn/data';
import { quoted } from '../quoted.js';

/** So many words are listed in the type of a column. */
const MOST_WORDS = 100;

function columnType(f: Feature): string {
  if (f.kind === 'number') return 'number | string | null';
  const known = f.categories.slice(0, MOST_WORDS).map(quoted);
  return `${[...known, '(string & {})', 'number', 'boolean', 'null'].join(' | ')}`;
}

const ofRows = ({ features, target }: Pipeline): string => {
  const columns = features.map((f) => `  readonly ${quoted(f.name)}: ${columnType(f)};`).join('\n');
  const answer =
    target.kind === 'number'
      ? `/** A number in its own units. */
export type Prediction = number;`
      : `/** A class of the target. */
export type Label = ${target.classes.map(quoted).join(' | ')};

/** The most likely class, and how likely each is. */
export interface Prediction {
  readonly label: Label;
  readonly probabilities: Readonly<Record<Label, number>>;
}`;
  return `/** A row of the table, by the names of its columns: numbers (or texts that hold one) in their own units, and words. null, '' and NaN are missing; they are filled in. */
export interface Row {
${columns}
}

${answer}

/** The answer for one row. Throws TypeError where a column is not there or is no number, RangeError where one is far outside of what the training table held. */
export declare const predict: (row: Row) => Prediction;

/** An answer for each row, in their order. Throws what \`predict\` throws. */
export declare const predictRows: (rows: readonly Row[]) => Prediction[];
`;
};

const ofNumbers = (
  inputs: number,
  outputs: number,
): string => `/** The ${outputs} outputs for a sample of ${inputs} numbers. Throws TypeError where there are not so many. */
export declare const predict: (sample: ArrayLike<number>) => number[];

/** The outputs for each sample, in their order. */
export declare const predictRows: (samples: readonly ArrayLike<number>[]) => number[][];
`;

/** The types of a module. */
export const typesCode = (
  pipeline: Pipeline | undefined,
  { inputs, outputs }: { inputs: number; outputs: number },
): string => (pipeline ? ofRows(pipeline) : ofNumbers(inputs, outputs));
