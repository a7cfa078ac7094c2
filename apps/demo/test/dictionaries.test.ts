import { describe, expect, test } from 'vitest';
import { en } from '../src/lib/i18n/en.js';
import { dictionaries, languages, preferred } from '../src/lib/i18n/index.js';
import { zh } from '../src/lib/i18n/zh.js';

const HAN = /\p{Script=Han}/u;

describe('the dictionaries', () => {
  test('have the same keys in the same order, and a text for each', () => {
    for (const code of languages) {
      expect(Object.keys(dictionaries[code])).toEqual(Object.keys(en));
      for (const [key, text] of Object.entries(dictionaries[code])) expect(text.trim(), key).not.toBe('');
    }
  });

  test('are written in their own language', () => {
    for (const [key, text] of Object.entries(zh)) expect(text, key).toMatch(HAN);
    for (const [key, text] of Object.entries(en)) expect(text, key).not.toMatch(HAN);
  });
});

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
