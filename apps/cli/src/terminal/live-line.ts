import type { Io } from './io.js';

/** A line of a terminal that is drawn anew, and cleared in the end. */
export interface LiveLine {
  draw(text: string): void;
  clear(): void;
}

/** Clears the line, from its beginning on, and what is below: the rest of it, where the terminal became narrower. */
export const CLEAR = '\r\u001b[J';

/** What is written between is cut off at the end of the line (DECAWM): a terminal may be narrower already than it says. */
const CUT = ['\u001b[?7l', '\u001b[?7h'] as const;

/**
 * The cursor rests at the beginning of the line: what the terminal echoes, such as ^C, does not go over the end of it, and where the terminal becomes narrower and
 * breaks the line into several, the cursor stays in the first of them.
 */
export function liveLine(io: Io): LiveLine {
  let shown = false;
  return {
    draw: (text) => {
      io.err(`${CLEAR + CUT[0] + text + CUT[1]}\r`);
      shown = true;
    },
    clear: () => {
      if (shown) io.err(CLEAR);
      shown = false;
    },
  };
}
