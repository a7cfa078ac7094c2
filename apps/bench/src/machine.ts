import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { home } from './paths.js';

/** What ran the benchmark, as far as speed depends on it. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly gibibytes: number;
  readonly system: string;
  readonly node: string;
  /** Of this project; undefined outside a clone. */
  readonly commit?: string;
}

export function machine(): Machine {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: home, encoding: 'utf8' });
  return {
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    gibibytes: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.arch()}`,
    node: process.versions.node,
    ...(status === 0 && { commit: stdout.trim() }),
  };
}

/** In words. */
export const about = ({ processor, cores, gibibytes, system, node, commit }: Machine): string =>
  `${processor}, ${cores} cores, ${gibibytes} GiB of memory, ${system}, Node ${node}${commit ? `, nn at ${commit}` : ''}`;
