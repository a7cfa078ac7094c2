import { joined } from '../bytes.js';
import { type Encoding, utf8 } from '../text.js';
import type { Block } from './block.js';
import { headOf } from './head.js';
import { type Scanner, scanner } from './scanner.js';

/** The blocks of a CSV that comes in pieces. */
export interface Blocks {
  push(piece: string | Uint8Array): Block[];
  end(): Block[];
  /** How it is written, as far as that is known by now. */
  readonly encoding: Encoding;
  readonly delimiter: string;
}

/** So much is cut at once; of a larger piece its parts. */
const PIECE = 2 ** 20;

/** Whether there is nothing but spaces and line ends. */
const isBlank = (bytes: Uint8Array) => bytes.length < 2 ** 16 && new TextDecoder().decode(bytes).trim() === '';

/** Finds out how a CSV is written from its first lines, then cuts it into blocks of rows. */
export function blocks(source: string, { delimiter, quote }: { delimiter: string | undefined; quote: string }): Blocks {
  const text = utf8(source);
  let head: Uint8Array = new Uint8Array(0);
  let found = delimiter;
  let scan: Scanner | undefined;
  const cut = (bytes: Uint8Array) => {
    const blocks: Block[] = [];
    for (let from = 0; from < bytes.length; from += PIECE)
      blocks.push(...[scan!.push(bytes.subarray(from, from + PIECE))].filter((b) => b !== undefined));
    return blocks;
  };
  const take = (bytes: Uint8Array, whole: boolean): Block[] => {
    if (scan) return cut(bytes);
    head = joined([head, bytes]);
    const known = headOf(head, whole, { delimiter, quote });
    if (!known || (whole && isBlank(head))) return [];
    found = known.delimiter;
    scan = scanner({ delimiter: found, quote }, source);
    const rest = head.subarray(known.skip);
    head = new Uint8Array(0);
    return cut(rest);
  };
  return {
    push: (piece) => take(text.push(piece), false),
    end: () => [...take(text.end(), true), ...[scan?.end()].filter((b) => b !== undefined)],
    get encoding() {
      return text.encoding;
    },
    get delimiter() {
      return found ?? ',';
    },
  };
}
