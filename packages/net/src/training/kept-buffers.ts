import { type Expr, input } from '@nn/formula';
import { type Buffer, compile, executable, type Output } from '@nn/matrix';
import type { Network } from '../network.js';

/** What a step makes of the buffers of layers, batch by batch: all of it, or nothing where the step turns out to be a bad one. */
export interface KeptBuffers {
  /** What the step computes for them, and where it leaves that. */
  readonly outputs: readonly Output[];
  /** Remembers where the buffers stand before a step. */
  begin(): void;
  /** Puts what a batch has left where the network has its buffers. */
  move(): void;
  /** Puts the buffers back where they stood before the step. */
  undo(): void;
}

/** Places for what becomes of buffers, by their full names. */
export function keptBuffers({ backend, memory }: Network, values: Readonly<Record<string, Expr>>): KeptBuffers {
  const kept = memory.buffers.filter(({ name }) => Object.hasOwn(values, name));
  if (kept.length === 0) return { outputs: [], begin: () => {}, move: () => {}, undo: () => {} };
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
  const held = () => memory.region.view(memory.length, memory.region.length - memory.length);
  const before = held().slice();
  return {
    outputs: aside.map(([name, into]) => ({ value: values[name]!, into })),
    begin: () => before.set(held()),
    move: () => program.run(0),
    undo: () => held().set(before),
  };
}
