import type { Product } from '../products/library.js';

/** What a thread needs to become an executor; all numbers are bytes. */
export interface ExecutorSetting {
  readonly memory: WebAssembly.Memory;
  readonly control: number;
  readonly own: number;
  /** The places of words, by their names. */
  readonly places: {
    readonly control: Readonly<Record<'job' | 'modules' | 'firstModule' | 'failed' | 'running' | 'done', number>>;
    readonly own: Readonly<Record<'seen' | 'reason' | 'ticket', number>>;
    readonly module: Readonly<Record<'next' | 'length' | 'table' | 'bytes', number>>;
    readonly idle: number;
  };
  /** The name under which the first module exports `executor`. */
  readonly executor: string;
}

/**
 * The program of an executor's thread. It is handed to the thread as text, so it may refer to nothing outside of itself. It loads modules of kernels as
 * they come to be, from their bytes in the shared memory, and gives itself to the executor that the first of them holds.
 */
export function executorThread(
  { memory, control, own, places, executor }: ExecutorSetting,
  productOf?: (memory: WebAssembly.Memory) => Product,
): void {
  const at = (address: number) => Atomics.load(new Int32Array(memory.buffer), address >> 2);
  const write = (address: number, value: number) => Atomics.store(new Int32Array(memory.buffer), address >> 2, value);
  const product = productOf?.(memory);
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  let loaded = 0;
  let next = control + places.control.firstModule;
  let execute: ((control: number, own: number, loaded: number) => void) | undefined;
  const load = () => {
    const there = at(control + places.control.modules);
    while (loaded < there) {
      const entry = at(next);
      // A copy: WebAssembly takes no code from memory that others may change.
      const bytes = new Uint8Array(
        memory.buffer,
        entry + places.module.bytes,
        at(entry + places.module.length),
      ).slice();
      table.grow(at(entry + places.module.table) - table.length);
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
        nn: { memory, table, product },
      } as WebAssembly.Imports);
      execute ??= exports[executor] as typeof execute;
      next = entry + places.module.next;
      loaded++;
    }
  };
  write(own + places.own.seen, at(control + places.control.job) - 1);
  try {
    do {
      load();
      execute!(control, own, loaded);
    } while (at(own + places.own.reason) !== places.idle);
  } catch (error) {
    // Nobody may wait for a part that is never done.
    write(control + places.control.failed, 1);
    Atomics.add(new Int32Array(memory.buffer), (control + places.control.done) >> 2, 1);
    throw error;
  } finally {
    // Said in memory, so that it is known also to a thread that computes on and on and takes no messages.
    Atomics.sub(new Int32Array(memory.buffer), (control + places.control.running) >> 2, 1);
  }
}
