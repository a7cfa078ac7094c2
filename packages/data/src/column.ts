/** A named column; cells are as they were read. */
export interface Column {
  readonly name: string;
  readonly cells: readonly string[];
  /** What it was said to be, where that is not to be found out. */
  readonly type?: 'number' | 'category' | undefined;
}

/** The cells of a column one by one, of which no text need have been made. */
export interface Cells {
  /** The number in row i; NaN where its text is to be looked at. */
  number(i: number): number;
  text(i: number): string;
}

const unread = new WeakMap<Column, Cells>();

/** A column whose texts are made only when somebody asks for them. */
export function lazyColumn(name: string, rows: number, cells: Cells, type?: Column['type']): Column {
  let texts: string[] | undefined;
  const column: Column = {
    name,
    get cells() {
      texts ??= Array.from({ length: rows }, (_, i) => cells.text(i));
      return texts;
    },
    ...(type && { type }),
  };
  unread.set(column, cells);
  return column;
}

/** The cells of any column one by one. */
export function cellsOf(column: Column): Cells {
  const lazy = unread.get(column);
  if (lazy) return lazy;
  const { cells } = column;
  return { number: () => Number.NaN, text: (i) => cells[i]! };
}

/** The cells of these rows. */
export function pick(column: Column, rows: readonly number[]): Column {
  const { name, type } = column;
  const lazy = unread.get(column);
  if (lazy) {
    const of = { number: (i: number) => lazy.number(rows[i]!), text: (i: number) => lazy.text(rows[i]!) };
    return lazyColumn(name, rows.length, of, type);
  }
  return { name, cells: rows.map((i) => column.cells[i]!), ...(type && { type }) };
}
