import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inShort } from '../../src/doctor/index.js';
import { told } from './support/told.js';

/** What is to be said of each, in English and in Chinese. */
const expected = JSON.parse(readFileSync(new URL('support/messages.json', import.meta.url), 'utf8'));

describe('every message, in both languages', () => {
  test.each(Object.keys(told))('%s', (name) => {
    const found = told[name]!().map(({ code, severity, where, says, advice }) => {
      const lines = (language: 'en' | 'zh') => ({
        ...(where && { where: where[language] }),
        says: says[language],
        advice: advice[language],
      });
      return { code, severity, en: lines('en'), zh: lines('zh') };
    });
    expect(found).toEqual([expected[name]]);
  });
});

test('in one line, for a command that does something else', () => {
  const [dead, large] = [told['dead units']!()[0]!, told['large targets']!()[0]!];
  expect(inShort(dead)).toEqual({
    en: 'doctor: dead-relu, layer 0 (dense, relu); nn doctor tells more',
    zh: 'doctor：dead-relu，第 0 层 (dense, relu)；nn doctor 会说得更详细',
  });
  expect(inShort(large).en).toBe('doctor: unscaled-targets; nn doctor tells more');
});
