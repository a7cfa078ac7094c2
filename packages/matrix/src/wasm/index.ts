import type { Backend, Program, Region } from '../backend.js';
import type { Buffer, Step } from '../plan.js';
import { type AddressOf, type Command, scratchBytes, toCommand, type Word } from './commands.js';
import { type Engine, engine, type KernelRequest } from './engine.js';

interface WasmRegion extends Region {
  readonly address: number;
}

let shared: Engine | undefined;

/** What is given back to the memory when the object that it belongs to is gone. */
const returns = /* @__PURE__ */ new FinalizationRegistry<{ engine: Engine; addresses: Set<number> }>(
  ({ engine: e, addresses }) => {
    for (const address of addresses) e.free(address);
  },
);

/** Memory that lives as long as `owner`. */
function allocateFor(owner: object, e: Engine) {
  const addresses = new Set<number>();
  returns.register(owner, { engine: e, addresses }, owner);
  return {
    allocate: (bytes: number): number => {
      const address = e.allocate(bytes);
      addresses.add(address);
      return address;
    },
    free: (address: number): void => {
      addresses.delete(address);
      e.free(address);
    },
    freeAll: (): void => {
      returns.unregister(owner);
      for (const address of addresses) e.free(address);
    },
  };
}

function region(e: Engine, length: number): WasmRegion {
  const address = e.allocate(4 * length);
  const made: WasmRegion = {
    length,
    address,
    // The memory's array is asked for each time: growing leaves old ones empty.
    view: (offset = 0, count = length - offset) => {
      if (offset < 0 || count < 0 || offset + count > length) {
        throw new RangeError(`view: ${count} elements from ${offset} are not all in a region of ${length}`);
      }
      return new Float32Array(e.memory.buffer, address + 4 * offset, count);
    },
    free: () => {
      returns.unregister(made);
      e.free(address);
    },
  };
  returns.register(made, { engine: e, addresses: new Set([address]) }, made);
  return made;
}

const addressOf: AddressOf = ({ region: r, offset }: Buffer) => {
  if (!('address' in r)) throw new TypeError('program: a buffer is in a region of another backend');
  return (r as WasmRegion).address + 4 * offset;
};

function program(e: Engine, steps: readonly Step[]): Program {
  const made: Program = { run: (batch) => run(batch), free: () => memory.freeAll() };
  const memory = allocateFor(made, e);
  const build = (packed: number): Command[] => steps.map((step) => toCommand(step, addressOf, e, packed));

  const requests = build(0).flatMap(({ kernel, epilogue }) =>
    [kernel, epilogue].filter((k): k is KernelRequest => typeof k === 'object'),
  );
  const numbers = new Map(requests.map((r) => [r.key, 0]));
  e.kernels(requests).forEach((number, k) => {
    numbers.set(requests[k]!.key, number);
  });
  const numberOf = (kernel: KernelRequest | number) => (typeof kernel === 'number' ? kernel : numbers.get(kernel.key)!);

  const link = (packed: number): Word[] =>
    build(packed).flatMap((command) => {
      const words = command.words(command.epilogue ? numberOf(command.epilogue) : 0);
      return [numberOf(command.kernel), 4 * (words.length + 2), ...words];
    });

  let words = link(0);
  const bytes = 4 * words.length;
  const commands = memory.allocate(bytes);
  let scratch = { address: 0, bytes: -1 };
  let written = -1;

  const write = (batch: number) => {
    const needed = Math.max(0, ...steps.map((step) => scratchBytes(step, batch)));
    if (needed > scratch.bytes) {
      if (scratch.bytes >= 0) memory.free(scratch.address);
      scratch = { address: memory.allocate(needed), bytes: needed };
      words = link(scratch.address);
    }
    const into = new Int32Array(e.memory.buffer, commands, words.length);
    words.forEach((word, k) => {
      into[k] = typeof word === 'number' ? word : word(batch);
    });
    written = batch;
  };
  const run = (batch: number) => {
    if (batch !== written) write(batch);
    e.run(commands, commands + bytes);
  };
  return made;
}

/**
 * The WebAssembly SIMD backend: f32, the same bits as the reference, as fast as the machine. Its kernels are written when
 * they are first needed; nothing is loaded. Throws where WebAssembly SIMD is missing (see `simdAvailable`).
 */
export function wasm(): Backend {
  shared ??= engine();
  const e = shared;
  return {
    name: 'wasm',
    dtype: 'f32',
    region: (length) => region(e, length),
    program: (steps) => program(e, steps),
  };
}
