import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/accuracy.ts', 'src/matmul.ts', 'src/training.ts', 'src/memory.ts'],
  format: 'esm',
  target: 'es2023',
  clean: true,
});
