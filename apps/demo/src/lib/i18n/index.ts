import { en } from './en.js';
import { zh } from './zh.js';

/** Every text of the site: English has the keys, and every other language has the same. */
export type Dictionary = { readonly [Key in keyof typeof en]: string };

/** The dictionaries by the code that stands in the address and in `lang`. */
export const dictionaries = { zh, en } satisfies Record<string, Dictionary>;

export type Language = keyof typeof dictionaries;

export const languages = Object.keys(dictionaries) as Language[];

export const isLanguage = (code: string): code is Language => Object.hasOwn(dictionaries, code);

/** The first of a reader's languages that the site has, English where it has none. */
export function preferred(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]!);
  return codes.find(isLanguage) ?? 'en';
}
