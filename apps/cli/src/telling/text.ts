/** Prose in every language that lessons are told in: what lacks one does not compile. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Text;

/** The languages by the names that `--lang` takes. */
export const languages: readonly Language[] = ['en', 'zh'];

/** The language of a locale: of LC_ALL, LC_MESSAGES and LANG, the first that says anything counts. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): Language {
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh' : 'en';
}
