import { spawn } from 'node:child_process';
import { environment } from './environment.js';

/** Runs a command to its end: how many seconds that took from outside, and what it printed. Throws where it fails or hangs. */
export function spawned(
  [command, ...args]: readonly string[],
  threads = 1,
): Promise<{ seconds: number; printed: string }> {
  return new Promise((resolve, reject) => {
    const env = environment(threads);
    let [printed, errors] = ['', ''];
    const began = performance.now();
    const child = spawn(command!, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
    child.stdout.on('data', (text) => {
      printed += text;
    });
    child.stderr.on('data', (text) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const seconds = (performance.now() - began) / 1000;
      if (code === 0) resolve({ seconds, printed });
      else reject(new Error(signal ? 'it does not end by itself' : errors.trim().split('\n').at(-1)));
    });
  });
}
