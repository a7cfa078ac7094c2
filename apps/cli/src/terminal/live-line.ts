import type { Io } from './io.js';

/** A line of a terminal that is drawn anew, and cleared in the end. */
export interface LiveLine {
  /** Draws a text that takes so many columns. */
  draw(text: string, width: number): void;
  clear(): void;
}

export function liveLine(io: Io): LiveLine {
  let shown = 0;
  /** To the beginning of what stands there. A terminal that became narrower has broken it into several lines. */
  const erase = () => {
    const above = Math.max(0, Math.ceil(shown / io.columns) - 1);
    return above > 0 ? `\r\u001b[${above}A\u001b[J` : '\r\u001b[K';
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
