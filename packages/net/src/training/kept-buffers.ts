import { type Expr, input } from '@nn/formula';
import { type Buffer, compile, executable, type Output } from '@nn/matrix';
import type { Network } from '../network.js';

/** What a step makes of the buffers of layers. It stands aside until the step turns out to be a good one. */
export interface KeptBuffers {
  /** What the step computes for them, and where it leaves that. */
  readonly outputs: readonly Output[];
  /** Puts it where the network has its buffers. */
  move(): void;
}

/** Places for what becomes of buffers, by their full names. */
export function keptBuffers({ backend, memory }: Network, values: Readonly<Record<string, Expr>>): KeptBuffers {
  const kept = memory.buffers.filter(({ name }) => Object.hasOwn(values, name));
  if (kept.length === 0) return { outputs: [], move: () => {} };
  const region = backend.region(kept.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  const aside = kept.map(({ name, rows, cols, length }): [string, Buffer] => {
    const place = { region, offset, rows, cols };
    offset += length;
    return [name, place];
  });
  const plan = compile({
    backend,
    inputs: Object.fromEntries(aside),
    outputs: aside.map(([name]) => ({ value: input(name), into: memory.places[name]! })),
    batch: 0,
  });
  const program = executable(backend, [plan]);
  return { outputs: aside.map(([name, into]) => ({ value: values[name]!, into })), move: () => program.run(0) };
}
