/** A text as a literal of JavaScript, TypeScript or Python, harmless also within a comment, a line, or a script of a page. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[<>\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\*\//g, (found) =>
    found === '*/' ? '*\\u002f' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A text as it may stand in a comment of one line. */
export const commented = (text: string): string => quoted(text).slice(1, -1).replaceAll('\\"', '"');
