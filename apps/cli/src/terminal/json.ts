import { DANGEROUS } from './dangerous.js';

/** JSON allows some characters in texts that a terminal obeys: they are written by their numbers, so that nothing is lost. */
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Data as JSON on one line, or indented, with a line end; on a terminal it does nothing but stand there. `written` says how a value is written, as for `JSON.stringify`. */
export const jsonText = (data: unknown, written?: (name: string, value: unknown) => unknown, indent?: number): string =>
  `${JSON.stringify(data, written, indent).replace(DANGEROUS, escaped)}\n`;
