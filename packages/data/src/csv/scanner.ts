import { TableError } from '../table.js';
import { decodeUtf8, isUtf8, notText } from '../text.js';
import { type Block, block } from './block.js';

/** How the cells of a CSV are parted and quoted. */
export interface Dialect {
  readonly delimiter: string;
  /** '' where there are no quotes: then a quote is a character like others. */
  readonly quote: string;
}

/** Cuts bytes into rows and cells, as they come. */
export interface Scanner {
  /** The rows that end in these bytes; none yet, if undefined. */
  push(bytes: Uint8Array): Block | undefined;
  /** The row that ends with the text, if there is one. */
  end(): Block | undefined;
}

/** No row is longer, in bytes: a quote that is never closed does not fill the memory. */
const LONGEST = 2 ** 24;

const LF = 10;
const CR = 13;

/** What is wrong with a row, and what to do. */
const OPEN = 'a quote is opened in this row and never closed; close it, or write it twice if it is meant';
const OPEN_LONG =
  'a quote is opened in this row and not closed within 16 MB; close it, or write it twice if it is meant';
const INSIDE = 'a quote stands inside a cell; put quotes around the whole cell, and write those in it twice';
const BEHIND = 'a cell goes on after its closing quote; write a quote that is meant twice';
const LONG = 'this row is longer than 16 MB; is it a table, and are its line ends right?';

/** Room for what so many bytes may hold: a cell takes one at least, that behind it. */
const roomFor = (bytes: number) => ({
  starts: new Int32Array(bytes),
  ends: new Int32Array(bytes),
  first: new Int32Array(bytes + 1),
  lines: new Int32Array(bytes),
});

/**
 * A scanner. Empty lines are skipped; line ends are \n, \r\n and \r, mixed as they may be. Throws TableError, with the line where a row begins, if its
 * quotes are wrong or it is longer than 16 MB.
 */
export function scanner({ delimiter, quote }: Dialect, source: string): Scanner {
  const between = new TextEncoder().encode(delimiter);
  const single = between.length === 1 ? between[0] : -1;
  const quoted = quote === '' ? -1 : quote.charCodeAt(0);
  // Where a cell without quotes is looked at more closely.
  const special = new Uint8Array(256);
  for (const byte of [LF, CR, between[0]!]) special[byte] = 1;
  if (quote !== '') special[quoted] = 1;

  let pending: Uint8Array = new Uint8Array(0);
  let awaited = 0;
  /** The line of the next row. */
  let line = 1;
  /** Line ends within its cells, cells in which a quote is written twice, and whether its last quote is open. */
  let inner = 0;
  let doubled = new Set<number>();
  let open = false;
  // Where cells are is written here, and copied when it is known how many there are.
  let room = roomFor(0);
  let rows = 0;
  let cells = 0;
  // What is scanned: n bytes and a line end behind them, at which every loop stops. Nothing comes behind the last ones.
  let bytes: Uint8Array = new Uint8Array(0);
  let n = 0;
  let last = false;

  const fail = (problem: string): never => {
    // What is no text is no CSV either: that is the likelier cause.
    if (!isUtf8(bytes.subarray(0, n), last)) throw notText(source);
    throw new TableError(`${source}:${line}: ${problem}`);
  };
  const isEnd = (i: number) => i >= n || bytes[i] === LF || bytes[i] === CR;
  const isBetween = (i: number) => between.every((byte, k) => bytes[i + k] === byte);
  /** Where the next line begins, behind the line end at i; -1 if it may go on in bytes that are to come. */
  const behind = (i: number) => {
    if (i >= n) return last ? n : -1;
    if (bytes[i] === LF) return i + 1;
    if (i + 1 < n) return bytes[i + 1] === LF ? i + 2 : i + 1;
    return last ? n : -1;
  };

  /** The closing quote of the cell whose opening quote is before i; -1 if it is to come. */
  function closing(i: number): number {
    open = true;
    for (;;) {
      for (; i < n && bytes[i] !== quoted; i++)
        if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) inner++;
      if (i >= n && last) fail(OPEN);
      if (i + 1 >= n && !last) return -1;
      if (i + 1 >= n || bytes[i + 1] !== quoted) break;
      doubled.add(cells);
      i += 2;
    }
    open = false;
    const whole = isEnd(i + 1) || isBetween(i + 1);
    if (!whole && (last || i + between.length < n)) fail(BEHIND);
    return whole ? i : -1;
  }

  /** Where a cell without quotes ends, from a place in it on that is special; -1 if that is to come. */
  function ending(i: number): number {
    for (;;) {
      if (isEnd(i) || isBetween(i)) return i;
      if (bytes[i] === quoted) fail(INSIDE);
      if (i + between.length > n && !last) return -1;
      do i++;
      while (special[bytes[i]!] === 0);
    }
  }

  /** Finds the cells of the row that begins at i; gives where the next line begins, -1 if the row's end is to come. */
  function rowAt(i: number): number {
    const { starts, ends } = room;
    const text = bytes;
    let cell = cells;
    for (;;) {
      let start = i;
      let end = i;
      if (text[i] === quoted && i < n) {
        start = i + 1;
        cells = cell;
        end = closing(start);
        if (end < 0) return -1;
        i = end + 1;
      } else {
        while (special[text[i]!] === 0) i++;
        // As nearly all cells end; what else may be is done with care.
        if (text[i] !== single) i = ending(i);
        if (i < 0) return -1;
        end = i;
      }
      starts[cell] = start;
      ends[cell++] = end;
      if (text[i] !== single && isEnd(i)) {
        cells = cell;
        return behind(i);
      }
      i += between.length;
    }
  }

  /** Finds the rows that end in `bytes`; gives where the first begins that does not. */
  function allRows(): number {
    for (let i = 0; i < n; ) {
      const before = cells;
      const isEmpty = bytes[i] === LF || bytes[i] === CR;
      inner = 0;
      const next = isEmpty ? behind(i) : rowAt(i);
      if (next < 0) {
        cells = before;
        return i;
      }
      if (!isEmpty) {
        room.first[rows] = before;
        room.lines[rows++] = line;
      }
      line += 1 + inner;
      i = next;
    }
    return n;
  }

  function scan(whole: Uint8Array, isLast: boolean): Block | undefined {
    [bytes, n, last] = [whole, whole.length - 1, isLast];
    if (room.starts.length <= n) room = roomFor(n + 1);
    [rows, cells, open, doubled] = [0, 0, false, new Set()];
    const rest = allRows();
    if (n - rest > LONGEST) fail(open ? OPEN_LONG : LONG);
    pending = bytes.subarray(rest, n);
    // A long row is not looked through again for each few bytes more.
    awaited = Math.min(2 * pending.length, LONGEST);
    if (rows === 0) return undefined;
    room.first[rows] = cells;
    const found = {
      bytes: bytes.subarray(0, rest),
      starts: room.starts.slice(0, cells),
      ends: room.ends.slice(0, cells),
      first: room.first.slice(0, rows + 1),
      lines: room.lines.slice(0, rows),
    };
    return block(found, { doubled, quote, decode: (text) => decodeUtf8(text, source) });
  }

  /** What is left of before, and these bytes, with a line end. */
  const joined = (more: Uint8Array) => {
    const whole = new Uint8Array(pending.length + more.length + 1);
    whole.set(pending);
    whole.set(more, pending.length);
    whole[whole.length - 1] = LF;
    return whole;
  };
  return {
    push: (more) => {
      const whole = joined(more);
      if (whole.length > awaited) return scan(whole, false);
      pending = whole.subarray(0, -1);
      return undefined;
    },
    end: () => scan(joined(new Uint8Array(0)), true),
  };
}
