import { toNumber } from '../cells.js';
import type { Column } from '../column.js';
import { list, repeated } from '../message.js';
import { nearest } from '../nearest.js';
import { type CsvOptions, typeOf } from '../read-options.js';
import { TableError } from '../table.js';

/** Whether cells are whole numbers, each one more than the last. */
export function isIndex(cells: readonly string[]): boolean {
  const start = toNumber(cells[0] ?? '');
  return Number.isInteger(start) && cells.every((cell, i) => cell.trim() === String(start! + i));
}

/** Throws TableError where names in the first line are none. `indexed` says whether the cells under a nameless column number the rows. */
export function checkNames(names: readonly string[], where: string, indexed: (j: number) => boolean): void {
  const given = names.filter((name) => name !== '');
  if (given.length === 0) throw new TableError(`${where}: no column has a name; expected names in the first line`);
  const twice = repeated(given);
  if (twice.length > 0) throw new TableError(`${where}: columns with the same name: ${list(twice)}; give each its own`);
  if (given.some((name) => toNumber(name) === undefined)) return;
  // Beside a nameless column that numbers the rows, the columns are numbered, too: what pandas writes of a table without names.
  if (names.some((name, j) => name === '' && indexed(j))) return;
  throw new TableError(
    `${where}: the first line holds only numbers, no column names; add a line of names, or say that there is none`,
  );
}

/** Throws TableError, with the nearest name there is, where types are given for a column that there is not. */
export function checkTypes(names: readonly string[], types: CsvOptions['types'], source: string): void {
  if (types === undefined || typeof types === 'function') return;
  const unknown = Object.keys(types).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, names);
  const hint = near === undefined ? `its columns are ${list(names)}` : `did you mean '${near}'?`;
  throw new TableError(`${source}: a type is given for '${unknown}', but there is no such column; ${hint}`);
}

/** What a nameless column is: left out where it is empty or numbers the rows, as other programs write it; else it is called by its place. */
export function unnamed(cells: readonly string[], place: number): { name: string; kept: boolean; note: string } {
  const name = `column ${place}`;
  const empty = cells.every((cell) => cell.trim() === '');
  if (empty || isIndex(cells))
    return {
      name,
      kept: false,
      note: `${name} has no name and ${empty ? 'is empty' : 'only numbers the rows'}; it is left out`,
    };
  return { name, kept: true, note: `${name} has no name; it is called '${name}'` };
}

/** Whether a column is said to be none. */
export const isIgnored = (name: string, types: CsvOptions['types']): boolean => typeOf(name, types) === 'ignore';

/** What a column is said to be; nothing for most. */
export function columnType(name: string, types: CsvOptions['types']): Column['type'] {
  const type = typeOf(name, types);
  return type === 'ignore' ? undefined : type;
}

/** A column with what it is said to be. */
export function typed(column: Column, types: CsvOptions['types']): Column {
  const type = columnType(column.name, types);
  return type === undefined ? column : { ...column, type };
}
