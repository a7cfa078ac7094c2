import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import type { Result } from './command.js';

const app = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the command with the sources of all packages, so that nothing has to be built first; gives the script. */
export async function bundle(): Promise<string> {
  const outDir = `${app}build`;
  // Files of tests run at the same time: each worker has a script of its own.
  const name = `nn-${process.env.VITEST_POOL_ID}`;
  await build({
    entry: { [name]: `${app}src/main.ts` },
    outDir,
    config: false,
    silent: true,
    outExtension: () => ({ js: '.js' }),
    format: 'esm',
    target: 'es2023',
    noExternal: [/^@nn\//],
    esbuildOptions: (options) => {
      options.conditions = ['@nn/source'];
    },
  });
  return `${outDir}/${name}.js`;
}

/** A command under way in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  /** Resolves when standard error has said this. */
  said(text: string): Promise<void>;
  readonly ended: Promise<Result>;
}

/** Starts the bundled command. */
export function start(script: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [script, ...args]);
  let [out, err] = ['', ''];
  const waiting = new Set<() => void>();
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
    for (const look of waiting) look();
  });
  const ended = new Promise<Result>((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => err.includes(text) && resolve();
      waiting.add(look);
      look();
      ended.then(() => reject(new Error(`it ended without having said '${text}': ${err}`)));
    });
  return { process: child, said, ended };
}
