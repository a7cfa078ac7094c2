/** The most threads that are taken without being asked for: more of them wait for memory more than they compute. */
const MOST = 8;

/** How many threads this machine runs at once. */
function cores(): number {
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  return os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Settles a number of threads. Throws RangeError where it is neither 'auto' nor a whole number from 1 to 64. */
export function threadCount(threads: number | 'auto'): number {
  if (threads === 'auto') return Math.min(MOST, cores());
  if (Number.isInteger(threads) && threads >= 1 && threads <= 64) return threads;
  throw new RangeError(`wasm: threads: expected 'auto' or a whole number from 1 to 64, got ${threads}`);
}
