import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { main: 'src/main.ts', 'keep-hashes': 'src/keep-hashes.ts', 'keep-table': 'src/keep-table.ts' },
  format: 'esm',
  target: 'es2023',
  clean: true,
  // Commands of `nn` run in this process, too: what they need comes along, but for what is native.
  external: ['@resvg/resvg-js', 'playwright-core'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
