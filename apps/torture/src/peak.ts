import { readFileSync, writeFileSync } from 'node:fs';
import { collect } from './collect.js';

/** The most memory that this process has held since the last look, in bytes; undefined where the system does not tell (it is Linux's to tell). */
function peak(): number | undefined {
  try {
    const kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
    // From here on it is counted anew: what other parts have held says nothing about this one.
    writeFileSync('/proc/self/clear_refs', '5');
    return Number.isFinite(kilobytes) ? kilobytes * 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** How much memory some work took at its peak, beside what was held before; undefined where the system does not tell. */
export async function grownBy(work: () => Promise<void>): Promise<number | undefined> {
  // Garbage of others would be room that is not seen to be taken.
  collect();
  peak();
  const before = process.memoryUsage().rss;
  await work();
  const most = peak();
  return most === undefined ? undefined : Math.max(0, most - before);
}

/** Memory in MiB, or that it was not measured. */
export const mebibytes = (bytes: number | undefined): number | string =>
  bytes === undefined ? 'not measured' : Math.round(bytes / 2 ** 20);
