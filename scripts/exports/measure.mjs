// What importing one name alone costs: bundled by esbuild from what is built, with all that it needs, minified and gzipped.
import { createRequire, isBuiltin } from 'node:module';
import { gzipSync } from 'node:zlib';

/** esbuild is there with size-limit, and pnpm lets only size-limit see it. */
const { build } = createRequire(createRequire(import.meta.url).resolve('@size-limit/esbuild'))('esbuild');

/** A module for each name, which imports it and nothing else. */
const oneName = (imports) => ({
  name: 'one-name',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^one-name:/ }, ({ path }) => ({ path, namespace: 'one-name' }));
    onLoad({ filter: /./, namespace: 'one-name' }, ({ path }) => {
      const { name, built } = imports[path.split(':')[1]];
      return { contents: `export { ${name} } from ${JSON.stringify(built)}`, resolveDir: import.meta.dirname };
    });
    onResolve({ filter: /./ }, ({ path }) => (isBuiltin(path) ? { path, external: true } : undefined));
  },
});

/** For each of these imports, a name and the built file that exports it: what it costs in kB. One build for all of them, so that each file is read once. */
export async function measure(imports) {
  const { outputFiles } = await build({
    entryPoints: imports.map((_, i) => ({ in: `one-name:${i}`, out: String(i) })),
    outdir: '.',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    logLevel: 'error',
    plugins: [oneName(imports)],
  });
  const sizes = [];
  for (const { path, contents } of outputFiles)
    sizes[Number(/(\d+)\.js$/.exec(path)[1])] = gzipSync(contents).length / 1000;
  return sizes;
}
