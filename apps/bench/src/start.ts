import { join } from 'node:path';
import type { Setting } from './contestants/contestant.js';
import type { ModuleName } from './contestants/modules.js';
import { home } from './paths.js';

/** How the process of a contestant is started, and what installs what it misses (empty where nothing does). */
export interface Start {
  readonly threads: number;
  readonly install: string;
  /** The command of a process that serves requests, and of one that does one job from a file. */
  readonly serve: readonly string[];
  readonly once: (jobFile: string) => readonly string[];
}

/** A module of src/contestants. */
export function node(module: ModuleName, setting: Setting): Start {
  const command = (file: string) => [process.execPath, join(home, 'dist', file), module, JSON.stringify(setting)];
  return {
    threads: setting.threads,
    install: module === 'nn' ? '' : 'npm run peers --prefix apps/bench',
    serve: command('serve.js'),
    once: (job) => [...command('once.js'), job],
  };
}

/** A class of python/contestants.py. */
export function python(name: 'numpy' | 'sklearn' | 'torch', threads: number): Start {
  const interpreter = process.env.PYTHON ?? '/usr/bin/python3';
  const serve = [interpreter, join(home, 'python', 'contestants.py'), name, String(threads)];
  return {
    threads,
    install: `apt-get install python3-${name}`,
    serve,
    once: (job) => [...serve, '--once', job],
  };
}
