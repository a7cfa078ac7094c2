import { areNumbers, sameness, toNumber } from '../cells.js';
import { quoted } from '../message.js';
import { TableError } from '../table.js';
import { checkPresent } from './check-present.js';
import type { Fitting, Seen } from './fit-feature.js';
import { FEW, type Gaps, type Look } from './look.js';
import { holdsNumbers, moments } from './moments.js';
import type { Target } from './target.js';
import { words } from './words.js';

/** What to do where a target mixes numbers with words; an empty cell would not be filled in. */
const MIXED = "correct them, or say that the task is 'classes' if they are meant as such";

/**
 * Whether a column of numbers means classes: two values, or whole numbers of which there are at most 20 different ones, each at
 * least 5 times on average (digits are classes, a blood sugar is a number).
 */
const meansClasses = ({ numbers, different: { size }, whole }: Look): boolean =>
  size <= 2 || (size <= FEW && whole && numbers / size >= 5);

/** Learns what the target is. Throws TableError where it has missing values, holds words though it was said to be a number, or only one class. */
export function fitTarget(column: Look, asked: 'classes' | 'number' | undefined, seen: Seen): Fitting<Target> {
  const { name, type } = column;
  const { source } = seen;
  const task = asked ?? (type && (type === 'number' ? 'number' : 'classes'));
  checkPresent(source, name, gapsOf(column), 'leave these rows out, or use them for prediction');
  // What the task is said to be comes before what the column is.
  const asNumbers = task === 'number' && type === 'category' ? { ...column, type: undefined } : column;
  const isNumbers = task !== 'classes' && holdsNumbers(asNumbers, source, MIXED);
  if (task === 'number' && !isNumbers) {
    const word = column.firstWrong?.text ?? [...column.missing.number.words.keys()][0] ?? '';
    throw new TableError(
      `${source}, column ${name}: the target was said to be a number, but it holds words such as ${quoted(word)}; correct them, or say that the task is 'classes'`,
    );
  }
  return isNumbers && (task === 'number' || !meansClasses(column)) ? fitNumber(column, seen) : fitClasses(column, seen);
}

/** What of a target is missing: as in a column of numbers where it holds numbers and no words, or is said to be one, else as in one of words. */
function gapsOf({ type, someNumber, wrong, missing }: Look): Gaps {
  const isNumbers = type === undefined ? someNumber && wrong === 0 : type === 'number';
  return isNumbers ? missing.number : missing.word;
}

function fitNumber(column: Look, { source }: Seen): Fitting<Target> {
  const { add, end } = moments(column, source);
  return {
    add,
    end: () => {
      const { mean, std } = end();
      return { kind: 'number', name: column.name, mean, std: std || 1 };
    },
  };
}

function fitClasses({ name }: Look, { source }: Seen): Fitting<Target> {
  const found = words({ most: Number.POSITIVE_INFINITY, isLookedAt: true });
  return {
    add: found.add,
    end: ({ note }) => {
      const { lookalike } = found;
      if (lookalike !== undefined) note(`column ${name} ${lookalike}`);
      const classes = labelsOf([...found.counts.keys()].sort());
      if (classes.length >= 2) return { kind: 'classes', name, classes };
      throw new TableError(
        `${source}, column ${name}: every row is ${quoted(classes[0]!)}; there is nothing to tell apart. Expected two classes or more, or numbers that differ`,
      );
    },
  };
}

const byNumber = (a: string, b: string) => {
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** The different labels in order, of words in theirs; where all are numbers, equal ones are one, in the shortest spelling. */
function labelsOf(words: readonly string[]): string[] {
  if (!areNumbers(words)) return words.toSorted(byNumber);
  const spellings = new Map<number | string, string>();
  for (const word of words) {
    const known = spellings.get(sameness(word));
    if (known === undefined || word.length < known.length) spellings.set(sameness(word), word);
  }
  return [...spellings.values()].sort(byNumber);
}
