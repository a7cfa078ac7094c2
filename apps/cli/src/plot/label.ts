import stringWidth from 'string-width';
import { harmless } from '../terminal/io.js';

/** Half a pair, and what is no character: neither may stand in XML. */
const NO_CHARACTER = /[\p{Cs}\uFFFE\uFFFF]/gu;

/** Text from a table or a file, as a picture or a page may show it: on one line, without what no XML may hold. It still has to be escaped. */
export const clean = (text: string): string =>
  harmless(text.replace(/\s+/g, ' ').trim()).replace(NO_CHARACTER, '\uFFFD');

/** Clean, and at most so many columns wide; a Chinese character takes two. What is too long is cut in the end. */
export function label(text: string, most = 24): string {
  // A cell may be a megabyte: nobody measures that.
  const start = clean(text.slice(0, 16 * most));
  if (stringWidth(start) <= most && text.length <= 16 * most) return start;
  let [cut, width] = ['', 0];
  for (const character of start) {
    width += stringWidth(character);
    if (width > most - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** About how wide a text is, in pixels, in a font of this size: narrow columns of letters, wide ones of Chinese characters. */
export const textWidth = (text: string, size: number): number => stringWidth(text) * size * 0.56;

/** Text in lines of at most so many columns, broken at spaces, and within what has none. */
export function lines(text: string, most: number): string[] {
  const result: string[] = [];
  let line = '';
  for (const word of text.split(/(?<= )|(?<=[，。；：、])/u)) {
    if (line !== '' && stringWidth(line + word.trimEnd()) > most) {
      result.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  return [...result, line.trimEnd()].filter((part) => part !== '');
}
