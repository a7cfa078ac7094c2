import { describe, expect, test } from 'vitest';
import { parts } from '../src/parts/index.js';

describe('each promise, tried for a moment (pnpm torture tries longer)', () => {
  test.each(parts.map((part) => [part.name, part] as const))(
    '%s',
    async (_, part) => {
      const { checked, failures } = await part.run({ scale: 'short', seed: 1, tell: () => {} });
      expect(failures).toEqual([]);
      expect(checked).toBeGreaterThan(0);
    },
    300_000,
  );
});
