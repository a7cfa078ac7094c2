import { type Missing, missingOf } from '../cells.js';
import type { Cells } from '../column.js';
import { quoted } from '../message.js';
import type { Notes } from './column-notes.js';
import { type Feature, theMean, theMode } from './feature.js';
import type { Look } from './look.js';
import { holdsNumbers, moments } from './moments.js';
import { missingNote } from './tally.js';
import { words } from './words.js';

/** All of a table that is known after a first pass. */
export interface Seen {
  readonly source: string;
  readonly rows: number;
  readonly missing: readonly string[] | undefined;
}

/** A second pass over a column. */
export interface Fitting<T> {
  add(cells: Cells, missing: Missing): void;
  /** What was learnt. Says aloud what is filled in or dropped. */
  end(notes: Notes): T;
}

/** Categories that would be more columns than this say more about the table than about its rows, or fill the memory. */
const MOST = 1000;

const tooMany = (categories: number, rows: number) => categories > MOST || (categories > 20 && categories > rows / 2);

/** Learns from a column how to make numbers of it; undefined where nothing can be learnt. Throws TableError where numbers are mixed with words. */
export function fitFeature(column: Look, seen: Seen): Fitting<Feature | undefined> {
  const isNumbers = holdsNumbers(column, seen.source, 'correct them, or leave them empty to be filled in');
  return isNumbers ? fitNumbers(column, seen) : fitWords(column, seen);
}

function fitNumbers(column: Look, { source, rows }: Seen): Fitting<Feature> {
  const { name, missing } = column;
  const { add, end } = moments(column, source);
  return {
    add,
    end: ({ note, constant }) => {
      const { mean, std } = end();
      const said = missingNote({ name, by: theMean(mean), words: missing.number.words, rows });
      if (said !== undefined) note(said);
      if (std === 0) constant(name, String(mean));
      // A constant column becomes zeros.
      return { kind: 'number', name, mean, std: std || 1 };
    },
  };
}

function fitWords({ name, type, missing: gaps }: Look, { rows, missing }: Seen): Fitting<Feature | undefined> {
  const found = words({ most: MOST, isLookedAt: type === undefined });
  const { counts } = found;
  return {
    add: found.add,
    end: ({ note, constant }) => {
      const unused = (why: string) => note(`column ${name} ${why}; it is not used`);
      const { lookalike } = found;
      if (lookalike !== undefined) note(`column ${name} ${lookalike}`);
      const categories = [...counts.keys()].sort();
      // Nothing but one word that means 'missing' among numbers: a column of numbers of which none is known.
      const isUnknown = type === undefined && categories.length === 1 && missingOf(missing).number(categories[0]!);
      if (categories.length === 0 || isUnknown) return void unused('is empty');
      if (tooMany(categories.length, rows)) {
        const many = categories.length > MOST ? `more than ${MOST}` : categories.length;
        return void unused(`has ${many} different words in ${rows} rows`);
      }
      const fill = categories.reduce((a, b) => (counts.get(b)! > counts.get(a)! ? b : a));
      const said = missingNote({ name, by: theMode(fill), words: gaps.word.words, rows });
      if (said !== undefined) note(said);
      if (categories.length === 1) constant(name, quoted(fill));
      return { kind: 'category', name, categories, fill };
    },
  };
}
