/** Names for a message: the first few, and how many more there are. */
export const list = (names: readonly string[], most = 8): string =>
  names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');

/** A number of things for a message: '1 cell', '2 cells'. */
export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

/** The names that are there more than once, each once. */
export function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}

/** Characters of a cell that a message shows. */
const SHOWN = 60;

/** A cell for a message: in quotes, and cut where it is long. */
export const quoted = (cell: string): string => `'${cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell}'`;
