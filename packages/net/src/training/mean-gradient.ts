import { add, input, mul } from '@nn/formula';
import { type Backend, type Buffer, compile, executable } from '@nn/matrix';

/** The gradient of several batches, added up one after the other in a vector of its own. */
export interface MeanGradient {
  readonly mean: Buffer;
  begin(): void;
  /** Adds the gradient of one batch, times the share that its samples are of all. */
  add(share: number): void;
}

/** Compiles mean <- mean + share gradient, for a gradient that stands in this buffer. */
export function meanGradient(backend: Backend, gradient: Buffer): MeanGradient {
  const cols = gradient.cols as number;
  const region = backend.region(cols + 1);
  const mean: Buffer = { region, offset: 0, rows: 1, cols };
  const share: Buffer = { region, offset: cols, rows: 1, cols: 1 };
  const value = add(input('mean'), mul(input('share'), input('gradient')));
  const plan = compile({ backend, inputs: { mean, share, gradient }, outputs: [{ value, into: mean }], batch: 0 });
  const program = executable(backend, [plan]);
  return {
    mean,
    begin: () => void region.view(0, cols).fill(0),
    add: (part) => {
      region.view()[share.offset] = part;
      program.run(0);
    },
  };
}
