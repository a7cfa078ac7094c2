import type { Table } from './table.js';

/** Makes tables of what comes in pieces. */
export interface TableReader {
  push(piece: string | Uint8Array): Table[];
  end(): Table[];
}
