import type { Work } from './contestant.js';

const since = (began: number) => (performance.now() - began) / 1000;

/** Seconds of one run, from as many runs as take `atLeast` seconds together (one at least). */
export async function measure(work: Work, atLeast: number): Promise<number> {
  let [runs, total] = [0, 0];
  // Short runs without a reset are timed many at once: the clock itself takes time. Nothing waits that need not.
  let together = 1;
  do {
    await work.reset?.();
    const began = performance.now();
    for (let k = 0; k < together; k++) {
      const done = work.run();
      if (done instanceof Promise) await done;
    }
    total += since(began);
    runs += together;
    if (!work.reset) together = runs;
  } while (total < atLeast);
  return total / runs;
}
