const WIDTH = 120;

/** Items in as few lines as hold them, each line indented. */
function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line !== undefined && `${line} ${item},`.length <= WIDTH) lines[lines.length - 1] = `${line} ${item},`;
    else lines.push(`${indent}${item},`);
  }
  return lines.join('\n').slice(0, -1);
}

/**
 * Results as JSON the way the formatter of this repository writes it: a list of numbers in as few lines as hold it, everything
 * else one a line. Six digits of a fraction are more than any clock knows.
 */
export function resultsJson(value: unknown): string {
  const short = (_: string, v: unknown) =>
    typeof v === 'number' && !Number.isInteger(v) ? Number(v.toPrecision(6)) : v;
  const text = JSON.stringify(value, short, 2).replace(/^( *)(".*": )?\[\n([^[\]{}"]+)\](,?)$/gm, (...parts) => {
    const [, indent, key = '', list, comma] = parts as unknown as string[];
    const items = list!.split(',').map((item) => item.trim());
    const line = `${indent}${key}[${items.join(', ')}]${comma}`;
    return line.length <= WIDTH ? line : `${indent}${key}[\n${filled(items, `${indent}  `)}\n${indent}]${comma}`;
  });
  return `${text}\n`;
}
