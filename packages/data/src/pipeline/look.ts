import { type Missing, toNumber } from '../cells.js';
import { type Cells, type Column, numbersIn } from '../column.js';
import type { Table } from '../table.js';
import { type ExactSum, exactSum } from './exact-sum.js';
import { isValue, ofText } from './feature.js';

/** A cell for a message. */
export interface Place {
  readonly line: number;
  readonly text: string;
}

/** Cells in which nothing stands: how often each word is there, and where the first is. */
export interface Gaps {
  readonly words: ReadonlyMap<string, number>;
  readonly first: Place | undefined;
}

/** Cells of a part of a table. */
export type Part = Pick<Table, 'lines'>;

/** What a first pass over all cells of a column tells: enough to know whether they are numbers. */
export interface Look extends Pick<Column, 'name' | 'type'> {
  /** How many cells hold a number. */
  readonly numbers: number;
  readonly sum: ExactSum;
  readonly largest: number;
  /** The different numbers, `FEW` + 1 of them at most. */
  readonly different: ReadonlySet<number>;
  readonly whole: boolean;
  /** Whether a number stands in any cell, be it one that means that a value is missing. */
  readonly someNumber: boolean;
  /** How many cells hold neither a number nor nothing, and the first of them. */
  readonly wrong: number;
  readonly firstWrong: Place | undefined;
  /** What is missing as among numbers, and as among words. */
  readonly missing: { readonly number: Gaps; readonly word: Gaps };
  add(cells: Cells, missing: Missing, part: Part): void;
}

/** More different numbers than this are none of classes. */
export const FEW = 20;

/** Calls with what stands in each cell: a number, null where it is missing, undefined where there is something else. */
export function eachValue(cells: Cells, missing: Missing, take: (value: number | null | undefined, i: number) => void) {
  const read = numbersIn(cells);
  for (let i = 0; i < read.length; i++) {
    const value = read[i]!;
    take(isValue(value, missing) ? value : ofText(cells.text(i), missing), i);
  }
}

/** A text that does not keep the one alive that it was cut from. */
export const apart = (text: string): string => structuredClone([text])[0]!;

/** Counts cells in which nothing stands. */
function gaps(): Gaps & { add(text: string, i: number, part: Part): void } {
  const words = new Map<string, number>();
  let first: Place | undefined;
  return {
    words,
    get first() {
      return first;
    },
    add: (text, i, { lines }) => {
      first ??= { line: lines[i]!, text };
      const word = text.trim();
      const known = words.get(word);
      words.set(known === undefined ? apart(word) : word, (known ?? 0) + 1);
    },
  };
}

/** Looks at a column, part by part. */
export function look({ name, type }: Pick<Column, 'name' | 'type'>): Look {
  const different = new Set<number>();
  const missing = { number: gaps(), word: gaps() };
  const made = {
    name,
    ...(type && { type }),
    numbers: 0,
    sum: exactSum(),
    largest: 0,
    different,
    whole: true,
    someNumber: false,
    wrong: 0,
    firstWrong: undefined as Place | undefined,
    missing,
    add: (cells: Cells, means: Missing, part: Part) =>
      eachValue(cells, means, (value, i) => {
        if (typeof value === 'number') {
          made.numbers++;
          made.sum.add(value);
          made.largest = Math.max(made.largest, Math.abs(value));
          if (different.size <= FEW) different.add(value);
          made.whole &&= Number.isInteger(value);
          made.someNumber = true;
          return;
        }
        const text = cells.text(i);
        if (means.word(text)) missing.word.add(text, i, part);
        if (value === null) {
          missing.number.add(text, i, part);
          made.someNumber ||= toNumber(text) !== undefined;
        } else {
          made.wrong++;
          made.firstWrong ??= { line: part.lines[i]!, text: apart(text) };
        }
      }),
  };
  return made;
}
