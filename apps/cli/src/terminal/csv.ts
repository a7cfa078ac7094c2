/** A cell as CSV writes it: in quotes where it would not be read back as one. */
const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A cell that is a line of its own. */
export const csvLine = (value: string | number): string => `${cell(value)}\n`;

/** Rows as CSV, each with its line end. */
export const toCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
