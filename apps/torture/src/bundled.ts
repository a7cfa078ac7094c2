import { join } from 'node:path';
import { build } from 'tsup';
import { APP } from './app-folder.js';

/** Makes one file of a program and of the sources of all packages that it uses; gives its path. A program for a page is the global `name`. */
export async function bundled(source: string, folder: string, page?: { readonly name: string }): Promise<string> {
  await build({
    entry: { program: join(APP, 'src', source) },
    outDir: folder,
    config: false,
    silent: true,
    // Not the files that others put there.
    clean: false,
    format: page ? 'iife' : 'esm',
    ...(page && { globalName: page.name, platform: 'browser' }),
    outExtension: () => ({ js: page ? '.js' : '.mjs' }),
    target: 'es2023',
    noExternal: [/^@nn\//],
    esbuildOptions: (options) => {
      options.conditions = ['@nn/source'];
    },
  });
  return join(folder, page ? 'program.js' : 'program.mjs');
}
