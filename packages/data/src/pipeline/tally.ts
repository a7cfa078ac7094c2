import { readAsMissing } from '../cells.js';
import { list, quoted } from '../message.js';
import type { Table } from '../table.js';

/** What there is to say of tables that become numbers, counted over as many as there are. */
export interface Tally {
  /** What was counted, in words; each thing once. */
  readonly notes: readonly string[];
  /** A table more, of which these columns are looked at. */
  table(table: Pick<Table, 'rows' | 'notes'>, columns: readonly string[]): void;
  /** Rows were left out because these words, so often, mean that there is nothing in a column. */
  leftOut(name: string, words: ReadonlyMap<string, number>): void;
  /** A cell of a column holds nothing, and something else was filled in. */
  missing(name: string, by: string, cell: string): void;
  /** A word was not there in training. */
  unseen(name: string, word: string, known: readonly string[]): void;
}

interface Counted {
  readonly name: string;
  /** What was filled in. */
  readonly by: string;
  /** How often each word meant that nothing is there. */
  readonly words: ReadonlyMap<string, number>;
  readonly rows: number;
}

/** What is said of missing values; nothing where none are. */
export function missingNote({ name, by, words, rows }: Counted): string | undefined {
  const missing = [...words.values()].reduce((s, n) => s + n, 0);
  if (missing === 0) return undefined;
  const said = readAsMissing(words);
  return `column ${name}: ${missing} of ${rows} values ${missing === 1 ? 'is' : 'are'} missing; filled in with ${by}${said === '' ? '' : ` (${said})`}`;
}

/** What is said of words that were read as missing where rows were left out; nothing where there were only empty cells. */
export function leftOutNote(name: string, words: ReadonlyMap<string, number>): string | undefined {
  const said = readAsMissing(words);
  return said === '' ? undefined : `column ${name}: ${said}`;
}

/** Different words that are kept in mind; more of them say no more. */
const MOST_WORDS = 1000;

function unseenNote(name: string, words: ReadonlySet<string>, known: readonly string[]): string {
  const more = words.size < MOST_WORDS ? '' : ' at least';
  return `column ${name}: ${list([...words].map(quoted))}${more} not seen in training (known: ${list(known)}); taken as none of them`;
}

/** Counts over several tables: give the same one to `pipeline.encode` of each. */
export function tally(): Tally {
  const said = new Set<string>();
  const gone = new Map<string, Map<string, number>>();
  const missing = new Map<string, { by: string; words: Map<string, number> }>();
  const unseen = new Map<string, { known: readonly string[]; words: Set<string> }>();
  // Notes are in the order of the columns.
  const names = new Set<string>();
  let rows = 0;
  return {
    get notes() {
      const counted = [...names].flatMap((name) => {
        const [gaps, words] = [missing.get(name), unseen.get(name)];
        return [gaps && missingNote({ name, rows, ...gaps }), words && unseenNote(name, words.words, words.known)];
      });
      const left = [...gone].map(([name, words]) => leftOutNote(name, words));
      return [...said, ...left.filter((note) => note !== undefined), ...counted.filter((note) => note !== undefined)];
    },
    table: (table, columns) => {
      rows += table.rows;
      for (const note of table.notes) said.add(note);
      for (const name of columns) names.add(name);
    },
    leftOut: (name, words) => {
      const all = gone.get(name) ?? new Map<string, number>();
      gone.set(name, all);
      for (const [word, count] of words) all.set(word, (all.get(word) ?? 0) + count);
    },
    missing: (name, by, cell) => {
      const gaps = missing.get(name) ?? { by, words: new Map<string, number>() };
      missing.set(name, gaps);
      const word = cell.trim();
      gaps.words.set(word, (gaps.words.get(word) ?? 0) + 1);
    },
    unseen: (name, word, known) => {
      const met = unseen.get(name) ?? { known, words: new Set<string>() };
      unseen.set(name, met);
      if (met.words.size < MOST_WORDS) met.words.add(word);
    },
  };
}
