import { TableError } from './table.js';

/** How text is written as bytes. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What is said of bytes that are no text. */
export const notText = (source: string): TableError =>
  new TableError(`${source}: this is not text in UTF-8; save it as UTF-8 (or UTF-16 with its mark) and try again`);

/** Bytes of UTF-8 as text, a mark in it kept. Throws TableError where they are none. */
export function decodeUtf8(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw notText(source);
  }
}

/** Whether bytes are UTF-8; the last character may be cut off unless they are the last. */
export function isUtf8(bytes: Uint8Array, last: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !last });
    return true;
  } catch {
    return false;
  }
}

/** Makes UTF-8 of text that comes in pieces. */
export interface Utf8 {
  push(piece: string | Uint8Array): Uint8Array;
  /** What is left. Throws TableError where a character is cut off. */
  end(): Uint8Array;
  /** What the bytes were written in, as far as that is known by now. */
  readonly encoding: Encoding;
}

const NOTHING = new Uint8Array(0);

const marked = (bytes: Uint8Array): Encoding =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';

/** UTF-8 of strings, of bytes in UTF-8 (which are not looked at yet), or in UTF-16 where the first two say so. */
export function utf8(source: string): Utf8 {
  const encoder = new TextEncoder();
  let first = NOTHING as Uint8Array;
  let encoding: Encoding | undefined;
  let decoder: TextDecoder | undefined;
  // The first half of a character that a string was cut in.
  let half = '';
  const ofText = (text: string) => {
    const whole = half + text;
    half = /[\uD800-\uDBFF]$/.test(whole) ? whole.slice(-1) : '';
    return encoder.encode(half ? whole.slice(0, -1) : whole);
  };
  const ofBytes = (bytes: Uint8Array, last: boolean): Uint8Array => {
    if (!decoder) return bytes;
    try {
      return encoder.encode(decoder.decode(bytes, { stream: !last }));
    } catch {
      throw notText(source);
    }
  };
  return {
    get encoding() {
      return encoding ?? 'utf-8';
    },
    push: (piece) => {
      if (typeof piece === 'string') {
        encoding ??= 'utf-8';
        return ofText(piece);
      }
      if (encoding !== undefined) return ofBytes(piece, false);
      const bytes = first.length === 0 ? piece : Uint8Array.of(...first, ...piece);
      if (bytes.length < 2) {
        first = bytes;
        return NOTHING;
      }
      encoding = marked(bytes);
      if (encoding !== 'utf-8') decoder = new TextDecoder(encoding, { fatal: true });
      return ofBytes(bytes, false);
    },
    end: () => {
      if (half) return encoder.encode(half);
      return encoding === undefined ? first : ofBytes(NOTHING, true);
    },
  };
}

/** What text begins with, whatever is wrong with its bytes. */
export const decodeHead = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, 2 ** 16), { stream: true });
