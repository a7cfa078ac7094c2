import { open } from 'node:fs/promises';
import type { Encoded, Pipeline } from '@nn/data';
import type { RowSource } from '@nn/net';
import { fileRows } from '@nn/net/node';
import { CommandError, reason } from '../terminal/errors.js';

/** How many numbers of a row are those of x, and those of t. */
type Widths = Pick<Pipeline, 'inputs' | 'outputs'>;

/** Rows of numbers in a file: x and t side by side. */
export interface Spool {
  push({ x, t }: Encoded): Promise<void>;
  close(): Promise<void>;
}

/** The numbers of one row after the other, those of x before those of t. */
function sideBySide({ x, t }: Encoded): Float32Array {
  const cols = x.cols + t!.cols;
  const both = new Float32Array(x.rows * cols);
  for (let i = 0; i < x.rows; i++) {
    both.set(x.data.subarray(i * x.cols, (i + 1) * x.cols), i * cols);
    both.set(t!.data.subarray(i * t!.cols, (i + 1) * t!.cols), i * cols + x.cols);
  }
  return both;
}

/** Opens a file for so many rows of numbers. Throws CommandError, with what is needed, where there is no room. */
export async function openSpool(path: string, rows: number, { inputs, outputs }: Widths): Promise<Spool> {
  const megabytes = Math.ceil((rows * (inputs + outputs) * Float32Array.BYTES_PER_ELEMENT) / 1e6);
  const refused = (cause: unknown): never => {
    throw new CommandError(
      `${path}: ${rows} rows of ${inputs + outputs} numbers could not be written there: ${reason(cause)}; they need ${megabytes} MB. Make room, or give --model a place on another disk`,
      { cause },
    );
  };
  const file = await open(path, 'w').catch(refused);
  return {
    push: async (encoded) => {
      await file.appendFile(new Uint8Array(sideBySide(encoded).buffer)).catch(refused);
    },
    close: () => file.close(),
  };
}

/** Rows of a source in another order: row i is that at `places[i]`. */
const reordered = (source: RowSource, places: Int32Array): RowSource => ({
  rows: places.length,
  cols: source.cols,
  read: (rows, into, at) =>
    source.read(
      rows.map((row) => places[row]!),
      into,
      at,
    ),
});

/** The rows of such a file as samples, which are read when they are needed. */
export function spooled(path: string, { inputs, outputs }: Widths, places: Int32Array | undefined) {
  const stride = inputs + outputs;
  const [x, t] = [fileRows(path, { cols: inputs, stride }), fileRows(path, { cols: outputs, stride, offset: inputs })];
  return {
    x: places ? reordered(x, places) : x,
    t: places ? reordered(t, places) : t,
    close: () => {
      x.close();
      t.close();
    },
  };
}
