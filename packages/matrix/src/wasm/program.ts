import type { Program } from '../backend.js';
import { type Buffer, type Step, settle } from '../plan.js';
import { type Command, toCommand, type Word } from './commands.js';
import type { Engine, KernelRequest } from './engine.js';
import { HEADER } from './map.js';
import { addressIn, allocateFor } from './region.js';

/** With how many threads a program runs, and how long a part has to take to be handed over, in nanoseconds. */
export interface Sharing {
  readonly threads: number;
  readonly leastPart: number;
}

/** In how many parts a command is done at once. */
function partsOf({ units, cost }: Command, batch: number, { threads, leastPart }: Sharing): number {
  const most = Math.min(threads, typeof units === 'number' ? units : units(batch), cost(batch) / leastPart);
  return Math.max(1, Math.floor(most));
}

/** Throws RangeError where a buffer is not all in its region in a run of this batch: what lies behind it belongs to another. */
function checkFits({ region, offset, rows, cols }: Buffer, batch: number): void {
  const [r, c] = [settle(rows, batch), settle(cols, batch)];
  if (Number.isInteger(offset) && offset >= 0 && offset + r * c <= region.length) return;
  throw new RangeError(
    `program: expected a buffer that is all in its region, got ${r} x ${c} elements from ${offset} in one of ${region.length}; is the batch larger than it was compiled for?`,
  );
}

/** Makes steps ready: one buffer of commands, which one call walks through. */
export function program(e: Engine, steps: readonly Step[], sharing: Sharing): Program {
  const made: Program = { run: (batch) => run(batch), free: () => memory.freeAll() };
  const memory = allocateFor(made, e);
  const place = addressIn(e);
  const buffers = new Set<Buffer>();
  const address = (buffer: Buffer) => {
    buffers.add(buffer);
    return place(buffer);
  };
  let scratch = { address: 0, bytes: -1 };
  const spare = () => scratch.address;
  const built = steps.flatMap((step) =>
    step.kind === 'matmul' && e.products
      ? e.products.by.commands(e.products.kernel, step, address, e, spare)
      : [toCommand(step, address, e, spare)],
  );

  const requests = built.flatMap(({ kernel, epilogue }) =>
    [kernel, epilogue].filter((k): k is KernelRequest => typeof k === 'object'),
  );
  const numbers = new Map(e.kernels(requests).map((number, k) => [requests[k]!.key, number]));
  const numberOf = (kernel: KernelRequest | number) => (typeof kernel === 'number' ? kernel : numbers.get(kernel.key)!);
  const words = built.flatMap((command): Word[] => {
    const own = command.words(command.epilogue ? numberOf(command.epilogue) : 0);
    const parts: Word = (batch) => partsOf(command, batch, sharing);
    return [numberOf(command.kernel), 4 * (own.length + HEADER), command.units, parts, ...own];
  });

  const bytes = 4 * words.length;
  const commands = memory.allocate(bytes);
  let written = -1;
  let most = 1;
  const write = (batch: number) => {
    for (const buffer of buffers) checkFits(buffer, batch);
    const needed = sharing.threads * Math.max(0, ...built.map((command) => command.scratch?.(batch) ?? 0));
    if (needed > scratch.bytes) {
      if (scratch.bytes >= 0) memory.free(scratch.address);
      scratch = { address: memory.allocate(needed), bytes: needed };
    }
    const into = new Int32Array(e.buffer(), commands, words.length);
    words.forEach((word, k) => {
      into[k] = typeof word === 'number' ? word : word(batch);
    });
    written = batch;
    most = Math.max(1, ...built.map((command) => partsOf(command, batch, sharing)));
  };
  const run = (batch: number) => {
    if (batch !== written) write(batch);
    e.run(commands, commands + bytes, most);
  };
  return made;
}
