import { TableError } from '../table.js';
import { decodeUtf8, notText } from '../text.js';
import { type Block, block } from './block.js';

/** How the cells of a CSV are parted and quoted. */
export interface Dialect {
  readonly delimiter: string;
  /** '' where there are no quotes: then a quote is a character like others. */
  readonly quote: string;
}

/** Cuts bytes into rows and cells, as they come. */
export interface Scanner {
  /** The rows that end in these bytes or before; none yet, if undefined. */
  push(bytes: Uint8Array): Block | undefined;
  /** The row that ends with the text, if there is one. */
  end(): Block | undefined;
}

/** No row is longer: a quote that is never closed does not fill the memory. In bytes. */
const LONGEST = 2 ** 24;
const LONGEST_NAMED = '16 MB';

const LF = 10;
const CR = 13;

/** What is wrong with quotes, and what to do. */
const OPEN = 'a quote is opened in this row and never closed; close it, or write it twice if it is meant';
const OPEN_LONG = `a quote is opened in this row and not closed within ${LONGEST_NAMED}; close it, or write it twice if it is meant`;
const INSIDE = 'a quote stands inside a cell; put quotes around the whole cell, and write those in it twice';
const BEHIND = 'a cell goes on after its closing quote; write a quote that is meant twice';
const LONG = `this row is longer than ${LONGEST_NAMED}; is it a table, and are its line ends right?`;

/** Room for what so many bytes may hold. */
const spaceFor = (bytes: number) => ({
  starts: new Int32Array(bytes),
  ends: new Int32Array(bytes),
  first: new Int32Array(bytes + 1),
  lines: new Int32Array(bytes),
});

/** A scanner. Empty lines are skipped; line ends are \n, \r\n and \r, mixed as they may be. Throws TableError, with the line where a row begins, if its quotes are wrong. */
export function scanner({ delimiter, quote }: Dialect, source: string): Scanner {
  const encoder = new TextEncoder();
  const between = encoder.encode(delimiter);
  const single = between.length === 1 ? between[0] : -1;
  const quoted = quote === '' ? -1 : encoder.encode(quote)[0]!;
  // Where an unquoted cell is looked at more closely.
  const special = new Uint8Array(256);
  for (const byte of [LF, CR, between[0]!, ...(quoted < 0 ? [] : [quoted])]) special[byte] = 1;

  let pending: Uint8Array = new Uint8Array(0);
  let awaited = 0;
  let line = 1;
  // Places are written here, and copied when it is known how many there are.
  let space = spaceFor(0);

  const isBetween = (bytes: Uint8Array, at: number) => {
    if (bytes[at] !== between[0]) return false;
    for (let k = 1; k < between.length; k++) if (bytes[at + k] !== between[k]) return false;
    return true;
  };

  /** Cuts all rows out of `bytes`, of which the last, a line end, is no part of the text. */
  function scan(bytes: Uint8Array, last: boolean): Block | undefined {
    const n = bytes.length - 1;
    // A cell takes a byte at least, that behind it.
    if (space.starts.length <= n) space = spaceFor(n + 1);
    const { starts, ends, first, lines } = space;
    let rows = 0;
    let cells = 0;
    const doubled = new Set<number>();
    const fail = (problem: string): never => {
      // What is no text is no CSV either: that is the likelier cause.
      if (!isText(bytes.subarray(0, n), last)) throw notText(source);
      throw new TableError(`${source}:${line}: ${problem}`);
    };
    /** Behind the line end at i; -1 where it may go on in the next bytes. */
    const behind = (i: number) => {
      if (bytes[i] === LF) return i + 1;
      if (i + 1 < n) return bytes[i + 1] === LF ? i + 2 : i + 1;
      return last ? n : -1;
    };
    let i = 0;
    let row = 0;
    let within = false;

    while (i < n) {
      row = i;
      if (bytes[i] === LF || bytes[i] === CR) {
        i = behind(i);
        if (i < 0) break;
        line++;
        continue;
      }
      const before = cells;
      let whole = false;
      let inner = 0;
      for (;;) {
        let start = i;
        let end: number;
        if (i < n && bytes[i] === quoted) {
          start = ++i;
          within = true;
          for (;;) {
            while (i < n && bytes[i] !== quoted) {
              if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) inner++;
              i++;
            }
            if (i + 1 < n && bytes[i + 1] === quoted) {
              doubled.add(cells);
              i += 2;
            } else break;
          }
          if (i >= n && last) fail(OPEN);
          if (i + 1 >= n && !last) break;
          within = false;
          end = i++;
          const closed = i >= n || bytes[i] === LF || bytes[i] === CR || isBetween(bytes, i);
          if (!closed && (last || i + between.length <= n)) fail(BEHIND);
          if (!closed) break;
        } else {
          let ended = false;
          for (;;) {
            while (special[bytes[i]!] === 0) i++;
            // As nearly all cells end; the rest is done with care.
            if (bytes[i] === single) {
              starts[cells] = start;
              ends[cells++] = i++;
              start = i;
              if (bytes[i] !== quoted) continue;
              ended = true;
              break;
            }
            if (i >= n || bytes[i] === LF || bytes[i] === CR || isBetween(bytes, i)) break;
            if (bytes[i] === quoted) fail(INSIDE);
            if (i + between.length > n && !last) break;
            i++;
          }
          if (ended) continue;
          end = i;
        }
        if (i >= n ? !last : bytes[i] === CR && behind(i) < 0) break;
        starts[cells] = start;
        ends[cells++] = end;
        if (i >= n) whole = true;
        else if (bytes[i] === LF || bytes[i] === CR) {
          whole = true;
          i = behind(i);
        } else if (isBetween(bytes, i)) {
          i += between.length;
          continue;
        }
        break;
      }
      if (!whole) {
        cells = before;
        i = row;
        break;
      }
      first[rows] = before;
      lines[rows++] = line;
      line += 1 + inner;
      row = i;
    }
    const rest = last ? n : Math.min(i < 0 ? row : i, n);
    if (n - rest > LONGEST) fail(within ? OPEN_LONG : LONG);
    pending = bytes.subarray(rest, n);
    awaited = Math.min(2 * pending.length, LONGEST);
    if (rows === 0) return undefined;
    first[rows] = cells;
    const found = {
      bytes: bytes.subarray(0, rest),
      starts: starts.slice(0, cells),
      ends: ends.slice(0, cells),
      first: first.slice(0, rows + 1),
      lines: lines.slice(0, rows),
    };
    return block(found, { doubled, quote, decode: (b) => decodeUtf8(b, source) });
  }

  /** What is left of before, these bytes, and a line end at which every loop stops. */
  const joined = (bytes: Uint8Array) => {
    const whole = new Uint8Array(pending.length + bytes.length + 1);
    whole.set(pending);
    whole.set(bytes, pending.length);
    whole[whole.length - 1] = LF;
    return whole;
  };
  return {
    push: (bytes) => {
      const whole = joined(bytes);
      if (whole.length > awaited) return scan(whole, false);
      // A long row is not looked through again for each few bytes more.
      pending = whole.subarray(0, -1);
      return undefined;
    },
    end: () => scan(joined(new Uint8Array(0)), true),
  };
}

/** Whether bytes are text, the last character of which may be cut off unless they are the last. */
function isText(bytes: Uint8Array, last: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !last });
    return true;
  } catch {
    return false;
  }
}
