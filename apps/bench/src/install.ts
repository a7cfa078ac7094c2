import { spawnSync } from 'node:child_process';
import { home } from './paths.js';

/** Installs the peers that come from npm, as their lockfile says. */
export function installPeers(): void {
  const { status, error } = spawnSync('npm', ['run', 'peers'], {
    cwd: home,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) throw new Error('the peers could not be installed; what was tried stands above');
}
