/** A table of Markdown; the first column is text, the others are numbers. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, k) => (k === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Three digits. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));
