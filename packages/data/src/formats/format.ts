/** How a table may be written: separated by commas (or else), by tabs, an object of JSON on each line, or numbers in the format of MNIST. */
export type Format = 'csv' | 'tsv' | 'jsonl' | 'idx';

const ENDINGS: readonly (readonly [RegExp, Format])[] = [
  [/\.csv$/i, 'csv'],
  [/\.(tsv|tab)$/i, 'tsv'],
  [/\.(jsonl|ndjson|json)$/i, 'jsonl'],
  [/[.-]idx\d?(-ubyte)?$/i, 'idx'],
];

const TYPES_OF_IDX = [8, 9, 11, 12, 13, 14];

/** How a table is written, from the bytes that it begins with and its name. What cannot be anything else comes before the name. */
export function formatOf(bytes: Uint8Array, name: string): Format {
  if (
    bytes.length >= 4 &&
    bytes[0] === 0 &&
    bytes[1] === 0 &&
    TYPES_OF_IDX.includes(bytes[2]!) &&
    bytes[3]! >= 1 &&
    bytes[3]! <= 4
  )
    return 'idx';
  const named = ENDINGS.find(([ending]) => ending.test(name.replace(/\.(gz|gzip)$/i, '')))?.[1];
  if (named !== undefined && named !== 'idx') return named;
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  return /^\{\s*("|$)/.test(start) ? 'jsonl' : 'csv';
}
