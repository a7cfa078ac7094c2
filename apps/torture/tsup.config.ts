import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { main: 'src/main.ts', 'keep-hashes': 'src/keep-hashes.ts', 'keep-table': 'src/keep-table.ts' },
  format: 'esm',
  target: 'es2023',
  clean: true,
});
