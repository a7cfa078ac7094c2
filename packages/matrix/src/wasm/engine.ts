import type { Code } from './assembler/bytes.js';
import { moduleBytes, type Type } from './assembler/module.js';
import { blockKernel, PANEL, stripKernel } from './matmul/blocks.js';
import { matmulKernel } from './matmul/driver.js';
import { STRIPS } from './matmul/few-rows.js';
import { packGatheredKernel, packGatheredTransposedKernel } from './matmul/gather.js';
import { packKernel, packTransposedKernel } from './matmul/pack.js';
import { type EngineMemory, engineMemory } from './memory.js';
import { gatherKernel, scatterAddKernel, transposeKernel } from './places.js';
import type { Products } from './products/index.js';
import { PRODUCT_PARAMETERS } from './products/library.js';
import { executor } from './threads/executor.js';
import { createPool } from './threads/pool.js';
import { partKernel, runner } from './threads/runner.js';

/**
 * A kernel is called with its command, the units of work that it is to do (from one, to below another) and the number of this part; an
 * epilogue with its command and a part of a product.
 */
const signatures = {
  command: ['i32', 'i32', 'i32', 'i32'],
  range: ['i32', 'i32', 'i32'],
  epilogue: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  block: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  strip: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  pack: ['i32', 'i32', 'i32', 'i32', 'i32'],
  gather: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  product: Array.from({ length: PRODUCT_PARAMETERS }, () => 'i32'),
} as const satisfies Record<string, readonly Type[]>;
type Signature = keyof typeof signatures;
const signatureNumber = (name: Signature) => Object.keys(signatures).indexOf(name);

/** A kernel that is wanted: `key` says all that its code depends on. */
export interface KernelRequest {
  readonly key: string;
  readonly signature: 'command' | 'epilogue';
  readonly write: () => Code;
}

/** Memory, and the kernels that were needed so far, in a table by number. */
export interface Engine extends EngineMemory {
  /** The numbers of kernels; those that are not there yet are compiled together, as one module. */
  kernels(requests: readonly KernelRequest[]): number[];
  /** Runs the commands from one address to another, one after the other, with up to so many threads. */
  run(begin: number, end: number, threads: number): void;
  readonly built: {
    readonly matmul: number;
    readonly gather: number;
    readonly scatterAdd: number;
    readonly transpose: number;
  };
  /** What computes large products, and the number of its kernel. */
  readonly products?: { readonly by: Products; readonly kernel: number };
}

/** What an engine is made for. */
export interface EngineOptions {
  /** Whether other threads help. */
  readonly shared: boolean;
  /** Whether a product and a sum are rounded once, together. */
  readonly fma: boolean;
  readonly products?: Products | undefined;
}

type Kernel = (...args: number[]) => void;
interface Written {
  readonly signature: Signature;
  readonly code: Code;
}

/** The functions that every engine has, and where those that others call stand among them. */
function coreFunctions({ shared, fma }: EngineOptions) {
  const functions: Written[] = [];
  const add = (signature: Signature, code: Code): number => functions.push({ signature, code }) - 1;
  const heights = [1, 2, 3, 4];
  const packs = ([8, 4] as const).map((width) => [
    add('pack', packKernel(width)),
    add('pack', packTransposedKernel(width)),
  ]);
  const matmul = matmulKernel({
    alongRows: heights.map((h) => add('block', blockKernel(h, { along: 'rows', fma }))),
    alongColumns: heights.map((h) => add('block', blockKernel(h, { along: 'columns', fma }))),
    strips: STRIPS.map((vectors, k) => ({
      wide: add('strip', stripKernel(k + 1, vectors, fma)),
      narrow: add('strip', stripKernel(k + 1, PANEL / 4, fma)),
    })),
    packB: packs[0]![0]!,
    packTransposedB: packs[0]![1]!,
    packA: packs[1]![0]!,
    packTransposedA: packs[1]![1]!,
    packGathered: add('gather', packGatheredKernel()),
    packGatheredTransposed: add('gather', packGatheredTransposedKernel()),
    epilogue: signatureNumber('epilogue'),
  });
  const listed = [matmul, gatherKernel(), scatterAddKernel(), transposeKernel()].map((code) => add('command', code));
  const part = add('range', partKernel(signatureNumber('command')));
  const run = add('range', runner(signatureNumber('command'), part));
  return { functions, listed, run, executor: shared ? add('range', executor(part)) : -1 };
}

export function engine(options: EngineOptions): Engine {
  const memory = engineMemory(options);
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  const numbers = new Map<string, number>();
  const core = coreFunctions(options);
  const { products } = options;
  const pool = options.shared ? createPool(memory, `f${core.executor}`, products?.library.source) : undefined;
  const host = { memory: memory.memory, table, product: products?.library.product(memory.memory) };

  /** Compiles functions, and puts those that are `listed` into the table; gives their places in it. */
  const instantiate = (functions: readonly Written[], listed: readonly number[], imports = {}) => {
    const from = table.length;
    const bytes = moduleBytes({
      signatures: Object.values(signatures),
      functions: functions.map(({ signature, code }) => ({ signature: signatureNumber(signature), code })),
      listed: { from, functions: listed },
      imports,
      shared: options.shared,
    });
    table.grow(listed.length);
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { nn: host } as WebAssembly.Imports);
    pool?.publish(bytes, table.length);
    return { exports: instance.exports, places: listed.map((_, k) => from + k) };
  };

  const { exports, places } = instantiate(core.functions, core.listed);
  const run = exports[`f${core.run}`] as Kernel;
  const [matmul, gather, scatterAdd, transpose] = places as [number, number, number, number];
  const kernelOf = ({ kernel }: Products) => {
    const imports = { product: signatureNumber('product') };
    return instantiate([{ signature: 'command', code: kernel() }], [0], imports).places[0]!;
  };

  return {
    ...memory,
    ...(products && { products: { by: products, kernel: kernelOf(products) } }),
    run: (begin, end, threads) => {
      if (threads > 1) pool?.ready(threads - 1);
      run(begin, end, threads > 1 && pool ? pool.control : 0);
      if (threads > 1) pool?.check();
    },
    built: { matmul, gather, scatterAdd, transpose },
    kernels: (requests) => {
      const missing = [...new Map(requests.filter((r) => !numbers.has(r.key)).map((r) => [r.key, r])).values()];
      if (missing.length > 0) {
        const made = instantiate(
          missing.map(({ signature, write }) => ({ signature, code: write() })),
          missing.map((_, k) => k),
        );
        missing.forEach(({ key }, k) => {
          numbers.set(key, made.places[k]!);
        });
      }
      return requests.map(({ key }) => numbers.get(key)!);
    },
  };
}
