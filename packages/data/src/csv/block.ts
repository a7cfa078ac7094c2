/** Rows of a CSV as a scanner finds them: places among bytes, of which no text was made yet. */
export interface Block {
  readonly rows: number;
  /** Which cell is the first of row i; one more than there are rows. */
  readonly first: Int32Array;
  /** The line that each row begins on, from 1. */
  readonly lines: Int32Array;
  /** UTF-8; `starts` and `ends` say where each cell lies, without its quotes. */
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Cell k as it is written. */
  text(k: number): string;
}

/** Whether a byte begins a character: all but those of the form 10xxxxxx. */
const begins = (byte: number) => (byte & 0xc0) !== 0x80;

/** Where places among bytes of UTF-8, in ascending order, lie in the text: four bytes are two code units. */
function placesInText(bytes: Uint8Array, places: Int32Array): Int32Array {
  let [byte, unit] = [0, 0];
  return places.map((place) => {
    for (; byte < place; byte++) if (begins(bytes[byte]!)) unit += bytes[byte]! >= 0xf0 ? 2 : 1;
    return unit;
  });
}

/** Whether each byte is a character. */
function isAscii(bytes: Uint8Array): boolean {
  // Four at a time, as far as they stand so.
  const fours = bytes.byteOffset % 4 === 0 ? bytes.length >> 2 : 0;
  const four = fours > 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset, fours) : [];
  let all = 0;
  for (let k = 0; k < fours; k++) all |= four[k]!;
  for (let i = 4 * fours; i < bytes.length; i++) all |= bytes[i]!;
  return (all & 0x80808080) === 0;
}

/** A block over what a scanner found. `doubled` are the cells in which a quote is written twice. `decode` makes text of bytes, and refuses what is none. */
export function block(
  found: Omit<Block, 'rows' | 'text'>,
  { doubled, quote, decode }: { doubled: ReadonlySet<number>; quote: string; decode: (bytes: Uint8Array) => string },
): Block {
  const { bytes, starts, ends, lines } = found;
  let text: string | undefined;
  let from = starts;
  let to = ends;
  // Text is made once for all cells: of ASCII, where a byte is a character, nothing else is needed.
  const read = () => {
    text = decode(bytes);
    if (text.length !== bytes.length) [from, to] = [placesInText(bytes, starts), placesInText(bytes, ends)];
    return text;
  };
  // What is no text is refused at once, whichever cells are looked at later.
  if (!isAscii(bytes)) read();
  return {
    ...found,
    rows: lines.length,
    text: (k) => {
      const cell = (text ?? read()).slice(from[k]!, to[k]!);
      return doubled.has(k) ? cell.replaceAll(quote + quote, quote) : cell;
    },
  };
}
