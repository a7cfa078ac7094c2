import { type Column, cellsOf } from '../column.js';
import { type Table, tableOver } from '../table.js';

/** One table of several, one below the other: columns that a part does not have are empty there. */
export function joinTables(parts: readonly Table[]): Table {
  const last = parts.at(-1)!;
  if (parts.length === 1) return last;
  const rows = parts.reduce((n, part) => n + part.rows, 0);
  const names = [...new Set(parts.flatMap((part) => part.columns.map(({ name }) => name)))];
  const columns = names.map((name): Column => {
    const own = parts.map((part) => part.columns.find((column) => column.name === name));
    const type = own.find((column) => column)?.type;
    const cells: string[] = [];
    own.forEach((column, k) => {
      const of = column && cellsOf(column);
      for (let i = 0; i < parts[k]!.rows; i++) cells.push(of ? of.text(i) : '');
    });
    return { name, cells, ...(type && { type }) };
  });
  return tableOver(columns, rows, {
    source: last.source,
    lines: parts.flatMap((part) => part.lines),
    notes: parts.flatMap((part) => part.notes),
    missing: last.missing,
    written: last.written,
  });
}
