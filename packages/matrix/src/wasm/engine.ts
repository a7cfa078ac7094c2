import type { Code } from './assembler/bytes.js';
import { callTable, get, i32, set, v128, whileLoop } from './assembler/instructions.js';
import { functionBuilder, moduleBytes, type Type } from './assembler/module.js';
import { blockKernel, rowKernel } from './matmul/blocks.js';
import { matmulKernel } from './matmul/driver.js';
import { packKernel, packTransposedKernel } from './matmul/pack.js';
import { type EngineMemory, engineMemory } from './memory.js';
import { gatherKernel, scatterAddKernel, transposeKernel } from './places.js';

/** A kernel is called with its command; an epilogue with its command and a part of a product. */
const signatures = {
  command: ['i32'],
  range: ['i32', 'i32'],
  epilogue: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  block: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  pack: ['i32', 'i32', 'i32', 'i32', 'i32'],
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
  /** Runs the commands from one address to another, one after the other. */
  run(begin: number, end: number): void;
  readonly built: {
    readonly matmul: number;
    readonly gather: number;
    readonly scatterAdd: number;
    readonly transpose: number;
  };
}

/** A command: the number of its kernel, its length in bytes, its arguments. */
function runner(): Code {
  const [at, end] = [0, 1];
  const f = functionBuilder(['i32', 'i32'], v128.const);
  const step = f.inside(() => {
    f.emit(callTable(signatureNumber('command'), i32.load(get(at)), get(at)));
    f.emit(set(at, i32.add(get(at), i32.load(get(at), 4))));
  });
  f.emit(whileLoop(i32.less(get(at), get(end)), step));
  return f.finish();
}

export function engine(): Engine {
  const memory = engineMemory();
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  const numbers = new Map<string, number>();

  const instantiate = (functions: readonly { signature: Signature; code: Code }[]) => {
    const bytes = moduleBytes({
      signatures: Object.values(signatures),
      functions: functions.map(({ signature, code }) => ({ signature: signatureNumber(signature), code })),
    });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { nn: { memory: memory.memory, table } });
    return functions.map((_, k) => instance.exports[`f${k}`] as (...args: number[]) => void);
  };
  const enlist = (kernel: (...args: number[]) => void): number => {
    const number = table.grow(1);
    table.set(number, kernel);
    return number;
  };

  const heights = [1, 2, 3, 4];
  const core = instantiate([
    ...heights.map((h) => ({ signature: 'block' as const, code: blockKernel(h, 'rows') })),
    ...heights.map((h) => ({ signature: 'block' as const, code: blockKernel(h, 'columns') })),
    { signature: 'epilogue', code: rowKernel(8) },
    { signature: 'epilogue', code: rowKernel(2) },
    { signature: 'pack', code: packKernel(8) },
    { signature: 'pack', code: packTransposedKernel(8) },
    { signature: 'pack', code: packKernel(4) },
    { signature: 'pack', code: packTransposedKernel(4) },
    {
      signature: 'command',
      code: matmulKernel({
        alongRows: [0, 1, 2, 3],
        alongColumns: [4, 5, 6, 7],
        wideRow: 8,
        narrowRow: 9,
        packB: 10,
        packTransposedB: 11,
        packA: 12,
        packTransposedA: 13,
        epilogue: signatureNumber('epilogue'),
      }),
    },
    { signature: 'command', code: gatherKernel() },
    { signature: 'command', code: scatterAddKernel() },
    { signature: 'command', code: transposeKernel() },
    { signature: 'range', code: runner() },
  ]);
  const [matmul, gather, scatterAdd, transpose, run] = core.slice(14) as [
    (command: number) => void,
    (command: number) => void,
    (command: number) => void,
    (command: number) => void,
    (begin: number, end: number) => void,
  ];

  return {
    ...memory,
    run,
    built: {
      matmul: enlist(matmul),
      gather: enlist(gather),
      scatterAdd: enlist(scatterAdd),
      transpose: enlist(transpose),
    },
    kernels: (requests) => {
      const missing = new Map(requests.filter((r) => !numbers.has(r.key)).map((r) => [r.key, r]));
      if (missing.size > 0) {
        const wanted = [...missing.values()];
        const made = instantiate(wanted.map(({ signature, write }) => ({ signature, code: write() })));
        wanted.forEach(({ key }, k) => {
          numbers.set(key, enlist(made[k]!));
        });
      }
      return requests.map(({ key }) => numbers.get(key)!);
    },
  };
}
