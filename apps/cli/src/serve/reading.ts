import { nearest } from '@nn/data';
import { kindOf } from './read-rows.js';
import { type Row, Unreadable } from './row.js';

/** So many columns are named in a message; a name is compared with so many others, which costs time. */
export const MOST_NAMED = 8;
const MOST_COMPARED = 100;

/** A row on its way: its cells in the order of the model's columns, and what there is to say of them. */
export interface Reading {
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
export function read(row: Row, names: ReadonlySet<string>): Reading {
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
