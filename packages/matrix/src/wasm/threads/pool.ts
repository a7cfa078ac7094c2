import type { EngineMemory } from '../memory.js';
import { CONTROL, CONTROL_BYTES, MODULE, OWN, OWN_BYTES, REASON } from './control.js';
import { type ExecutorSetting, executorThread } from './executor-thread.js';

/** The executors of one engine, and the words through which they work together. */
export interface Pool {
  /** The address of the control words, for `runner`. */
  readonly control: number;
  /** Makes a module known to all executors, now and later. */
  publish(bytes: Uint8Array, table: number): void;
  /** Sees to it that there are so many executors, and that they are awake. */
  ready(executors: number): void;
  /** Throws where an executor broke down. */
  check(): void;
}

/** A thread that ends by itself; `ended` is called when it has. */
type StartThread = (setting: ExecutorSetting, ended: () => void) => void;

/** Whether threads may share memory here: in Node, and in browsers on pages that are isolated from other origins. */
export const threadsAvailable = (): boolean => typeof SharedArrayBuffer === 'function' && threads() !== undefined;

/**
 * `executor` is the name of its function in the first module, `product` the text of what makes a library's product, if there is one. Executors begin when they are first needed, sleep while there is nothing to do, and end when that has been so for some seconds.
 */
export function createPool(
  { memory, buffer, allocate, free }: EngineMemory,
  executor: string,
  product = 'undefined',
): Pool | undefined {
  const start = threads(product);
  if (!start) return undefined;
  const control = allocate(CONTROL_BYTES);
  let all = new Int32Array(buffer());
  const words = () => {
    if (all.buffer !== buffer()) all = new Int32Array(buffer());
    return all;
  };
  const place = (address: number) => address >> 2;
  let lastModule = control + CONTROL.firstModule - MODULE.next;
  const begin = () => {
    const own = allocate(OWN_BYTES);
    Atomics.add(words(), place(control + CONTROL.running), 1);
    const { control: c, own: o } = { control: CONTROL, own: OWN };
    const setting = {
      memory,
      control,
      own,
      executor,
      places: { control: c, own: o, module: MODULE, idle: REASON.idle },
    };
    start(setting, () => free(own));
  };
  return {
    control,
    publish: (bytes, table) => {
      const entry = allocate(MODULE.bytes + bytes.length);
      new Uint8Array(buffer(), entry + MODULE.bytes, bytes.length).set(bytes);
      words()[place(entry + MODULE.length)] = bytes.length;
      words()[place(entry + MODULE.table)] = table;
      words()[place(lastModule + MODULE.next)] = entry;
      lastModule = entry;
      Atomics.add(words(), place(control + CONTROL.modules), 1);
    },
    ready: (executors) => {
      while (Atomics.load(words(), place(control + CONTROL.running)) < executors) begin();
      if (Atomics.load(words(), place(control + CONTROL.sleepers)) === 0) return;
      Atomics.notify(words(), place(control + CONTROL.job));
    },
    check: () => {
      if (words()[place(control + CONTROL.failed)] === 0) return;
      throw new Error(
        'an executor of the WebAssembly backend broke down; its results are not to be used. wasm({ threads: 1 }) does without',
      );
    },
  };
}

/** How threads are started here: by Node, or by a browser that lets pages share memory; undefined where they are not. */
function threads(product = 'undefined'): StartThread | undefined {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  const source = `(${executorThread})`;
  if (node) {
    return (setting, ended) => {
      const text = `${source}(require('node:worker_threads').workerData, ${product})`;
      const thread = new node.Worker(text, { eval: true, workerData: setting, execArgv: [] });
      // It keeps no process alive.
      thread.unref();
      thread.once('exit', ended);
    };
  }
  if (typeof Worker !== 'function' || globalThis.crossOriginIsolated !== true) return undefined;
  const url = URL.createObjectURL(
    new Blob([`onmessage = ({ data }) => { ${source}(data, ${product}); postMessage(0); close(); };`], {
      type: 'text/javascript',
    }),
  );
  return (setting, ended) => {
    const thread = new Worker(url);
    thread.onmessage = ended;
    thread.postMessage(setting);
  };
}
