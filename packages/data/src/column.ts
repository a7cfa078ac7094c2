/** A named column; cells are as they were read. */
export interface Column {
  readonly name: string;
  readonly cells: readonly string[];
  /** What it was said to be, where that is not to be found out. */
  readonly type?: 'number' | 'category' | undefined;
}

/** The cells of a column one by one, of which no text need have been made. */
export interface Cells {
  readonly rows: number;
  /** Writes the number of each row; NaN where its text is to be looked at. */
  numbers(into: Float64Array): void;
  text(i: number): string;
}

const unread = new WeakMap<Column, Cells>();

/** A column whose texts are made only when somebody asks for them. */
export function lazyColumn(name: string, cells: Cells, type?: Column['type']): Column {
  let texts: string[] | undefined;
  const column: Column = {
    name,
    get cells() {
      texts ??= Array.from({ length: cells.rows }, (_, i) => cells.text(i));
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
  return { rows: cells.length, numbers: (into) => void into.fill(Number.NaN), text: (i) => cells[i]! };
}

/** The numbers of a column, row by row; NaN where the text is to be looked at. */
export function numbersIn(cells: Cells, into: Float64Array = new Float64Array(cells.rows)): Float64Array {
  cells.numbers(into);
  return into;
}

/** The cells of these rows. */
export function pick(column: Column, rows: readonly number[]): Column {
  const { name, type } = column;
  const lazy = unread.get(column);
  if (lazy) {
    const numbers = (into: Float64Array) => {
      const all = numbersIn(lazy);
      for (let i = 0; i < rows.length; i++) into[i] = all[rows[i]!]!;
    };
    return lazyColumn(name, { rows: rows.length, numbers, text: (i) => lazy.text(rows[i]!) }, type);
  }
  return { name, cells: rows.map((i) => column.cells[i]!), ...(type && { type }) };
}
