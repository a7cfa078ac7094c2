import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const BIN_OF_A_PROJECT = /[/\\]node_modules[/\\]\.bin[/\\]?$/;
const CACHE_OF_NPX = /[/\\]_npx[/\\]/;

/**
 * How this command is called again: `nn` where the PATH has it, `npx nn` from within a project. npm and pnpm put a project's own commands
 * on the PATH only for as long as they run: such folders do not count, nor does any other where npm runs this.
 */
export function commandName({ argv, env }: Pick<NodeJS.Process, 'argv' | 'env'> = process): string {
  if (CACHE_OF_NPX.test(argv[1] ?? '')) return 'npx --package @nn/cli nn';
  const ranByNpm = env.npm_command !== undefined || env.npm_lifecycle_event !== undefined;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder && !BIN_OF_A_PROJECT.test(folder));
  const installed = folders.some((folder) => ['nn', 'nn.cmd'].some((name) => existsSync(join(folder, name))));
  return installed && !ranByNpm ? 'nn' : 'npx nn';
}
