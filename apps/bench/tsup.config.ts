import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts', 'src/serve.ts', 'src/once.ts', 'src/accuracy.ts', 'src/heap.ts', 'src/profile.ts'],
  format: 'esm',
  target: 'es2023',
  clean: true,
});
