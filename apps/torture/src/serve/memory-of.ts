import { readFileSync } from 'node:fs';

/** The memory that the system has given to a process, in bytes; undefined where the system does not say (beside Linux). */
export function memoryOf(pid: number): number | undefined {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
  } catch {
    return undefined;
  }
}
