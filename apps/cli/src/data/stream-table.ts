import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Table } from '@nn/data';
import { CommandError, Interrupted, reason } from '../terminal/errors.js';
import { dataPieces, sourceName } from '../terminal/files.js';
import { openTables } from './open-table.js';
import { type DataFlags, partDataFlags } from './options.js';
import type { Scratch } from './scratch.js';

/** A table that is read as often as it is asked for, in parts of which none is kept. */
export interface StreamedTable {
  readonly source: string;
  /** Of the bytes as they stand in the file. */
  readonly sha256: string;
  /** Throws Interrupted where the signal says so. */
  parts(): AsyncGenerator<Table>;
}

/** Standard input comes once: it is kept in a file. */
async function kept(path: string, scratch: Scratch): Promise<string> {
  if (path !== '-') return path;
  const place = scratch.place('input');
  try {
    await pipeline(dataPieces(path), createWriteStream(place));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(`${place}: what comes on standard input could not be kept there: ${reason(cause)}`, {
      cause,
    });
  }
  return place;
}

/** Opens a table that may be larger than memory. Throws as `openTable` does. */
export async function streamTable(
  path: string,
  flags: DataFlags,
  scratch: Scratch,
  signal: AbortSignal,
): Promise<StreamedTable> {
  const { labels, ...reading } = partDataFlags(flags).data;
  const source = sourceName(path);
  const place = await kept(path, scratch);
  const hash = createHash('sha256');
  for await (const piece of dataPieces(place)) hash.update(piece);
  return {
    source,
    sha256: hash.digest('hex'),
    parts: async function* () {
      for await (const part of openTables(place, { ...reading, source }, { labels })) {
        if (signal.aborted) throw new Interrupted(`${source}: stopped while it was read`);
        yield part;
      }
    },
  };
}
