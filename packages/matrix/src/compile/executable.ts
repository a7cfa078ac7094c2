import { type RandomPosition, streamKey } from '@nn/formula';
import type { Backend, Program } from '../backend.js';
import { type Buffer, settle } from '../plan.js';
import type { Plan } from './index.js';

/** Compiled formulas, ready to run one after the other in one call. */
export interface Executable {
  /**
   * Runs every plan with this many rows in the batch. `random` says where in the random streams this run stands; it is
   * needed only where a formula uses `uniform`.
   */
  run(batch: number, random?: RandomPosition): void;
  /** Gives the memory of the plans and of their program back at once; it cannot be run again. */
  free(): void;
}

const write = (into: Buffer, values: readonly number[]) => into.region.view(into.offset, values.length).set(values);

/** Joins plans of one backend, in this order, into one program. */
export function executable(backend: Backend, plans: readonly Plan[]): Executable {
  const program: Program = backend.program(plans.flatMap((p) => p.steps));
  const streams = plans.flatMap((p) => p.streams);
  const counts = plans.flatMap((p) => p.counts);
  let counted = -1;
  return {
    run: (batch, random) => {
      if (batch !== counted) {
        for (const { rows, cols, into } of counts) write(into, [settle(rows, batch) * settle(cols, batch)]);
        counted = batch;
      }
      if (streams.length > 0 && !random)
        throw new TypeError(
          'this formula draws uniform numbers, which need { seed, step }: a training gives them, a product of matrices has none',
        );
      for (const { stream, key } of streams) {
        const words = streamKey(random!, stream);
        write(
          key,
          words.flatMap((word) => [word & 0xffff, word >>> 16]),
        );
      }
      program.run(batch);
    },
    free: () => {
      program.free();
      for (const plan of plans) plan.free();
    },
  };
}
