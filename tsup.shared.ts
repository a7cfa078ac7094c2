import type { Options } from 'tsup';

/** The one way every package is built: ES modules with their types. */
export const library = (entry: Record<string, string> = { index: 'src/index.ts' }): Options => ({
  entry,
  format: 'esm',
  target: 'es2023',
  clean: true,
  sourcemap: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0', customConditions: [] } },
});
