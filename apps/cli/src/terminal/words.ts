import type { Text } from '../telling/text.js';

/** A number of things: '1 row', '2 rows'. */
export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

/** What is said of rows that have no value in the target's column. */
export const leftOut = (rows: number, target: string): Text => ({
  en: `${rows === 1 ? '1 row has' : `${rows} rows have`} no ${target}; ${rows === 1 ? 'it is' : 'they are'} left out`,
  zh: `有 ${rows} 行没有 ${target}，已略去`,
});

/** A remark, as it is said. */
export const note = (text: string | Text): Text => {
  const { en, zh } = typeof text === 'string' ? { en: text, zh: text } : text;
  return { en: `note: ${en}`, zh: `注意：${zh}` };
};

/** The first ten names, and how many more there are. */
export const listed = (names: readonly unknown[], most = 10): string =>
  names.slice(0, most).join(', ') + (names.length > most ? `, … and ${names.length - most} more` : '');

/** A number in four digits: 0.02513, 1235000. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));
