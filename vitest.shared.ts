import { defineConfig } from 'vitest/config';

/** Tests read the sources of every package, so none has to be built first. */
export default defineConfig({
  resolve: { conditions: ['@nn/source', 'node', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['@nn/source', 'node', 'import', 'module', 'default'] } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
