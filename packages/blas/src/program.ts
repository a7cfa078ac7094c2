import type { Backend, Program, Step } from '@nn/matrix';
import { cut } from './cut.js';
import type { Library } from './library.js';
import { type MatmulStep, multiply, sizesOf } from './product.js';

/** What a program is made with. */
export interface ProgramOptions {
  readonly library: Library;
  readonly threads: number;
  /** The multiplications (rows x inner x cols) of the smallest product that BLAS computes: from 1, so that an empty one never is. */
  readonly smallest: number;
  /** Computes everything else. */
  readonly rest: Backend;
}

/**
 * Makes steps ready: large products are calls of BLAS, all between them programs of the other backend. Which are large may follow from
 * the batch; each such choice is made ready when a run first needs it.
 */
export function program(steps: readonly Step[], { library, threads, smallest, rest }: ProgramOptions): Program {
  const products = steps.filter((step) => step.kind === 'matmul');
  const isLarge = (step: MatmulStep, batch: number) => {
    const { rows, inner, cols } = sizesOf(step, batch);
    return rows * inner * cols >= smallest;
  };
  const prepare = (large: ReadonlySet<MatmulStep>): Program[] =>
    cut(steps, (step) => large.has(step)).map((piece) =>
      piece.kind === 'steps'
        ? rest.program(piece.steps)
        : { run: (batch) => multiply(library, piece.product, batch), free: () => {} },
    );

  const prepared = new Map<string, readonly Program[]>();
  let pieces: readonly Program[] = [];
  let chosenFor: number | undefined;
  const choose = (batch: number) => {
    const large = products.filter((step) => isLarge(step, batch));
    const key = large.map((step) => products.indexOf(step)).join();
    pieces = prepared.get(key) ?? prepare(new Set(large));
    prepared.set(key, pieces);
    chosenFor = batch;
  };
  return {
    run: (batch) => {
      if (batch !== chosenFor) choose(batch);
      library.useThreads(threads);
      for (const piece of pieces) piece.run(batch);
    },
    free: () => {
      for (const piece of [...prepared.values()].flat()) piece.free();
      prepared.clear();
      chosenFor = undefined;
    },
  };
}
