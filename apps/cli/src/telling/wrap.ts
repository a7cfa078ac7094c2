import stringWidth from 'string-width';

/** Stands for a space where a line should not end if it can be helped, as between the factors of a product. */
export const TOGETHER = '\u00a0';

// Chinese punctuation, in escapes since it is easily taken for that of ASCII.
const OPENING = '\uff08\u300c\u300e\u300a\u3010\u201c';
const CLOSING = '\uff09\u300d\u300f\u300b\u3011\u201d\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01';

/**
 * What stays together, from coarse to fine: a word, or a Chinese character, with its punctuation, so that no line begins with what closes or
 * ends with what opens; what `TOGETHER` does not divide; a character with its accents.
 */
const PIECES = [
  new RegExp(` +|[${OPENING}]*(?:\\p{Script=Han}|[^ \\p{Script=Han}${OPENING}${CLOSING}]+)[${CLOSING}]*|.`, 'gu'),
  new RegExp(`[^${TOGETHER}]+${TOGETHER}?|${TOGETHER}`, 'gu'),
  /\P{M}\p{M}*|\p{M}+/gu,
];

/** Breaks a text into lines of so many columns; a Chinese character takes two. */
export function wrap(text: string, columns: number): string[] {
  const lines = [''];
  const fits = (line: string) => stringWidth(line.trimEnd()) <= columns;
  const put = (piece: string, level: number): void => {
    const line = lines.at(-1)! + piece;
    const pieces = PIECES[level];
    if (fits(line)) lines[lines.length - 1] = line;
    else if (fits(piece) || !pieces) lines.push(piece.trimStart());
    else for (const part of piece.match(pieces) ?? []) put(part, level + 1);
  };
  put(text, 0);
  return lines.map((line) => line.trimEnd().replaceAll(TOGETHER, ' ')).filter((line, i) => line !== '' || i > 0);
}
