/** The languages of the site, by the code that stands in the address and in `lang`, and what each calls itself. */
export const languages = { zh: '中文', en: 'English' } as const;

export type Language = keyof typeof languages;

export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code);

/** The first of a reader's languages that the site has, English where it has none. */
export function preferred(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]!);
  return codes.find(isLanguage) ?? 'en';
}

/** What every dictionary of a page has to have, given the English one: the same keys, all the way down. */
export type Words<English> = English extends string
  ? string
  : English extends number
    ? English
    : { readonly [Key in keyof English]: Words<English[Key]> };
