import { decodeHead } from '../text.js';

/** What the first lines of a CSV say of how it is written. */
export interface Head {
  /** Bytes before the table: a mark, and the line in which Excel is told the separator, without its end. */
  readonly skip: number;
  readonly delimiter: string;
}

/** By so many characters it is decided. */
const LOOKED_AT = 10_000;

const size = (text: string) => new TextEncoder().encode(text).length;

/** The text outside of quotes. */
function bare(text: string, quote: string): string {
  if (quote === '') return text;
  const q = quote.replace(/[^\w]/g, '\\$&');
  return text.replace(new RegExp(`${q}[^${q}]*${q}`, 'g'), '');
}

/** The separator that a line has most of. */
function sniff(line: string): string {
  const count = (d: string) => line.split(d).length;
  return [',', ';', '\t'].reduce((best, d) => (count(d) > count(best) ? d : best));
}

/**
 * How a CSV is written, from the bytes it begins with; undefined where more of them are needed, and are to come. `delimiter`, if it is known, comes before
 * what the line for Excel says.
 */
export function headOf(
  bytes: Uint8Array,
  whole: boolean,
  { delimiter, quote }: { delimiter: string | undefined; quote: string },
): Head | undefined {
  const marked = decodeHead(bytes);
  const [before, separator] = /^\uFEFF?(?:"?sep=(.)"?(?=[\r\n]))?/i.exec(marked)!;
  const lines = bare(marked.slice(before.length, before.length + LOOKED_AT), quote).split(/\r\n|\r|\n/);
  const k = lines.findIndex((line) => line.trim() !== '');
  // A line is whole where another one follows, and no quote is open in it.
  const line = lines[k] ?? '';
  const ended = k >= 0 && k < lines.length - 1 && (quote === '' || !line.includes(quote));
  const enough = ended || marked.length > LOOKED_AT;
  if (!whole && !enough) return undefined;
  return { skip: size(before), delimiter: delimiter ?? separator ?? sniff(line) };
}
