/** A table; the first column is text, the others are numbers. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map((_, k) => (k === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

export const bold = (text: string): string => `**${text}**`;
