import { type Table, table } from '@nn/data';

/** Picks rows out of a table that comes in parts. */
export interface Sampler {
  /** A part whose first row is that one of the whole, counted from 0. */
  push(part: Table, first: number): void;
  /** The rows that were picked, in the order in which they were asked for. */
  table(): Table;
}

/** Picks these rows of a whole, counted from 0. */
export function sampler(rows: ArrayLike<number>): Sampler {
  const places = new Map(Array.from(rows, (row, place) => [row, place]));
  const columns = new Map<string, { cells: string[]; type: Table['columns'][number]['type'] }>();
  const lines = new Array<number>(rows.length).fill(0);
  let origin: Pick<Table, 'source' | 'missing'> = { source: '' };
  return {
    push: (part, first) => {
      const { source, missing } = part;
      origin = { source, ...(missing && { missing }) };
      const chosen: number[] = [];
      for (let i = 0; i < part.rows; i++) if (places.has(first + i)) chosen.push(i);
      const picked = part.select(chosen);
      const placeOf = (i: number) => places.get(first + chosen[i]!)!;
      for (const { name, type, cells } of picked.columns) {
        const kept = columns.get(name) ?? { cells: new Array<string>(rows.length).fill(''), type };
        columns.set(name, kept);
        // Copies: cells that were cut from the text of a part would keep all of it in memory.
        structuredClone(cells).forEach((cell, i) => {
          kept.cells[placeOf(i)] = cell;
        });
      }
      picked.lines.forEach((line, i) => {
        lines[placeOf(i)] = line;
      });
    },
    table: () =>
      table(
        [...columns].map(([name, { cells, type }]) => ({ name, cells, ...(type && { type }) })),
        { ...origin, lines },
      ),
  };
}
