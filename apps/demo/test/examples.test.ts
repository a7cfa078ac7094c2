import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';

const programs = import.meta.glob('../src/routes/**/*example*.ts');

/** What a program says it prints: the texts behind `// →`. */
const promised = (file: string): string[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => /console\.log\(.*\/\/ → (.*)$/.exec(line)?.[1] ?? []);

const shown = (values: unknown[]): string =>
  values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' ');

describe('the programs on the pages', () => {
  test.each(Object.entries(programs))('%s prints what it says', async (file, run) => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      await run();
      const printed = log.mock.calls.map(shown);
      expect(promised(file).length).toBeGreaterThan(0);
      expect(printed).toEqual(promised(file));
    } finally {
      log.mockRestore();
    }
  });
});
