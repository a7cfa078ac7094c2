import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the repository: the nearest folder above that holds the workspace. */
function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error(`no pnpm-workspace.yaml in a folder above ${process.cwd()}`);
  return rootAbove(above);
}

/** Pages are built from the repository itself, so that what they say and what it holds never differ. */
export const repository = rootAbove(process.cwd());

/** The text of one of its files: `packages/net/README.md`. */
export const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
