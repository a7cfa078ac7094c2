import { PANEL, PANEL_BYTES, STRIP_ROW } from './blocks.js';
import { FEW_UNIT } from './driver.js';
import { STRIPS } from './few-rows.js';

/** Bytes of A that a block of rows may have, so that it stays in the second cache while panel after panel goes by. */
const BLOCK_BYTES = 400 * 1024;

/** A tile of a product of few rows. */
const STRIP_BYTES = STRIP_ROW * STRIPS.length;
/** Places are multiples of a cache line, so that no two threads write to one. */
const LINE = 64;

/** From so many columns on, A is packed too: each of its elements is then read at least eight times. */
const PACK_A_COLUMNS = 64;

/** Fewer rows than this are no block, and as good as never worth packing B for; up to `MOST_ROWS` where B stays in the second cache. */
const [LEAST_ROWS, MOST_ROWS] = [4, 12];
const SECOND_CACHE = 512 * 1024;

/** Whether a product reads B where it stands, two rows at a time. */
export const hasFewRows = (rows: number, inner: number, cols: number, bTransposed: boolean): boolean =>
  !bTransposed && (rows < LEAST_ROWS || (rows <= MOST_ROWS && 4 * inner * cols <= SECOND_CACHE));

/**
 * Whether a product is shared out by its columns: each part packs all of A then, else all of B, and that is done more than once for nothing.
 */
export const byColumns = (rows: number, _inner: number, cols: number): boolean => rows <= cols;

/** How much there is to do: units of columns for few rows, else panels of columns or fours of rows. */
export function matmulUnits(rows: number, inner: number, cols: number, fewRows: boolean): number {
  if (fewRows) return Math.ceil(cols / FEW_UNIT);
  return byColumns(rows, inner, cols) ? Math.ceil(cols / PANEL) : Math.ceil(rows / 4);
}

/**
 * The memory that a product needs beside its matrices: a tile (a panel's columns of one block of rows), the packed rows of one block of A, the packed panels of B.
 * Places are bytes from its beginning; `packedA` is 0 where A is read in place; what is gathered never is.
 */
export function matmulScratch(rows: number, inner: number, cols: number, gathered: boolean) {
  const rowBlock = Math.max(4, Math.floor(BLOCK_BYTES / 16 / Math.max(1, inner)) * 4);
  const packsA = gathered || (rows >= 4 && cols >= PACK_A_COLUMNS);
  // What is transposed on the way is packed four k at a time.
  const depth = Math.ceil(inner / 4) * 4;
  const tileBytes = Math.max(STRIP_BYTES, PANEL_BYTES * Math.min(rows, rowBlock));
  const panels = tileBytes + (packsA ? 4 * depth * Math.min(Math.ceil(rows / 4) * 4, rowBlock) : 0);
  // One block of rows needs each panel once: they all use the same place, which stays in the first cache.
  const oneBlock = rows <= rowBlock;
  return {
    rowBlock,
    tile: 0,
    packedA: packsA ? tileBytes : 0,
    panels,
    panelBytes: oneBlock ? 0 : depth * PANEL_BYTES,
    bytes: Math.ceil((panels + (oneBlock ? 1 : Math.ceil(cols / PANEL)) * depth * PANEL_BYTES) / LINE) * LINE,
  };
}
