import { describe, expect, test } from 'vitest';
import { languages, preferred } from '../src/lib/words/index.js';
import { wordsOf } from '../src/lib/words/prose.server.js';

const HAN = /\p{Script=Han}/u;

type Tree = string | number | { readonly [key: string]: Tree };

/** Every text of a dictionary by its path: `prose.lead`. */
const texts = (words: Tree, path = ''): (readonly [string, Tree])[] =>
  typeof words === 'object'
    ? Object.entries(words).flatMap(([key, value]) => texts(value, path ? `${path}.${key}` : key))
    : [[path, words]];

/** What is not language: mathematics, code, names, numbers, addresses. */
const isLanguage = (text: string) => /\p{Letter}{2}/u.test(text.replace(/\$[^$]*\$|`[^`]*`|https?:\S+/g, ''));

const files = {
  ...import.meta.glob<Record<string, Tree>>('../src/routes/**/{en,zh}.ts', { eager: true }),
  ...import.meta.glob<Record<string, Tree>>('../src/lib/site/{en,zh}.ts', { eager: true }),
};
const folders = [...new Set(Object.keys(files).map((file) => file.replace(/\/\w+\.ts$/, '')))];

describe.each(folders)('the dictionaries of %s', (folder) => {
  const [english, chinese] = ['en', 'zh'].map((code) => texts(files[`${folder}/${code}.ts`]?.[code] ?? {}));

  test('have the same keys in the same order, and a text for each', () => {
    expect(chinese!.map(([path]) => path)).toEqual(english!.map(([path]) => path));
    for (const [path, text] of [...english!, ...chinese!]) expect(String(text).trim(), path).not.toBe('');
  });

  test('agree in what is no text', () => {
    const numbers = (all: typeof english) => all!.filter(([, value]) => typeof value === 'number');
    expect(numbers(chinese)).toEqual(numbers(english));
  });

  test('have no asterisk left where prose is rendered', () => {
    const words = { en: files[`${folder}/en.ts`]?.en ?? {}, zh: files[`${folder}/zh.ts`]?.zh ?? {} };
    for (const lang of ['en', 'zh'] as const) {
      const rendered = wordsOf<Tree>(words as never)({ params: { lang } }).words as Tree;
      // A bold that ends in a full stop with a letter right behind it is none to Markdown: Chinese has no space there.
      for (const [path, text] of texts(rendered)) {
        if (/(^|\.)(prose|check)\./.test(path)) expect(String(text), `${lang}: ${path}`).not.toContain('**');
      }
    }
  });

  test('are written in their own language', () => {
    for (const [path, text] of english!) expect(String(text), path).not.toMatch(HAN);
    const english2 = new Map(english);
    for (const [path, text] of chinese!) {
      if (typeof text === 'string' && isLanguage(text) && text !== english2.get(path)) expect(text, path).toMatch(HAN);
    }
    // Names (relu, adam) may be the same; sentences may not.
    const same = chinese!.filter(([path, text]) => english2.get(path) === text && String(text).split(' ').length > 3);
    expect(same.filter(([, text]) => isLanguage(String(text)))).toEqual([]);
  });
});

test('there are two languages', () => expect(Object.keys(languages)).toEqual(['zh', 'en']));

describe('preferred', () => {
  test.each([
    [['zh-TW', 'en'], 'zh'],
    [['ZH-Hans-CN'], 'zh'],
    [['fr-FR', 'en-GB', 'zh'], 'en'],
    [['fr', 'zh', 'en'], 'zh'],
    [['constructor', 'fr'], 'en'],
    [[], 'en'],
  ])('%j -> %s', (wanted, language) => expect(preferred(wanted)).toBe(language));
});
