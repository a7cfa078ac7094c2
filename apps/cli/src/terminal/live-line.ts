import type { Io } from './io.js';

/** A line of a terminal that is drawn anew, and cleared in the end. */
export interface LiveLine {
  /** Draws a text that takes so many columns. */
  draw(text: string, width: number): void;
  clear(): void;
}

/** Clears the line, from its beginning on. */
export const CLEAR = '\r\u001b[J';

/**
 * How many columns a live line may take. After one that fills the last column, some terminals go on below it, where the order to clear it does not reach; so
 * they do after one to which they add what was typed: ^C.
 */
export const liveColumns = (io: Io): number => io.columns - '^C'.length - 1;

export function liveLine(io: Io): LiveLine {
  let shown = 0;
  const erase = () => {
    // A terminal that became narrower has broken the line into several.
    const above = Math.max(0, Math.ceil(shown / io.columns) - 1);
    return above > 0 ? `\u001b[${above}A${CLEAR}` : CLEAR;
  };
  return {
    draw: (text, width) => {
      io.err(erase() + text);
      shown = width;
    },
    clear: () => {
      if (shown > 0) io.err(erase());
      shown = 0;
    },
  };
}
