import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** What a command needed, from its start to its end. */
export interface Measured {
  readonly seconds: number;
  /** Of processor time, in all threads. */
  readonly processor: number;
  /** The most memory it held at a time, in MiB; as Linux knows it. */
  readonly peak: number;
}

/** How often a process is looked at, in milliseconds. */
const LOOK = 5;

/** Ticks of the processor's clock in a second, as Linux counts for /proc. */
const TICKS = 100;

/** What Linux knows of a process; undefined where it has ended. */
function look(pid: number): { processor: number; peak: number } | undefined {
  try {
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    const processor = (Number(fields[11]) + Number(fields[12])) / TICKS;
    return Number.isFinite(peak) ? { processor, peak } : undefined;
  } catch {
    return undefined;
  }
}

/** Runs a command to its end, its standard output in a file. Throws where it fails. */
export function measured([command, ...args]: readonly string[], output: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const file = openSync(output, 'w');
    const began = performance.now();
    const child = spawn(command!, args, { stdio: ['ignore', file, 'pipe'] });
    closeSync(file);
    let last = { processor: 0, peak: 0 };
    const timer = setInterval(() => {
      last = look(child.pid!) ?? last;
    }, LOOK);
    let errors = '';
    child.stderr!.on('data', (text) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - began) / 1000;
      if (code === 0) resolve({ seconds, ...last });
      else reject(new Error(`${command} ${args.join(' ')}\n${errors}`));
    });
  });
}
