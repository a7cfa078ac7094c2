import { checkRecord } from '@nn/formula';
import type { Multiply } from '../../backend.js';
import type { MatmulStep } from '../../plan.js';
import type { Code } from '../assembler/bytes.js';
import type { AddressOf, Command } from '../commands.js';
import type { Engine } from '../engine.js';
import { productCommands } from './commands.js';
import { productKernel } from './kernel.js';
import type { ProductLibrary } from './library.js';

/** What computes large products for the WebAssembly backend: `wasm({ products: productsBy(library) })`. Whoever has no library does not load this. */
export interface Products {
  readonly library: ProductLibrary;
  /** The code of the kernel that calls the library, whose function is the first of the kernel's module. */
  kernel(): Code;
  /** The commands of a step, `kernel` being the number of that kernel. */
  commands(kernel: number, step: MatmulStep, address: AddressOf, e: Engine, spare: () => number): Command[];
  /** Large products of single matrices, where they stand, with so many threads. */
  multiply(threads: number): Multiply | undefined;
}

/** A library that the WebAssembly backend calls on each of its threads, for products that are large enough. */
export function productsBy(library: ProductLibrary): Products {
  checkRecord('productsBy: library', library, "{ name: 'mine', smallest: 8192, … }");
  return {
    library,
    kernel: () => productKernel(0),
    commands: (...parameters) => productCommands(library, ...parameters),
    multiply: (threads) => {
      const { smallest, multiply } = library;
      if (!multiply) return undefined;
      return (a, b, out, options) => {
        const isLarge = out.rows * out.cols * (options.transposeA ? a.rows : a.cols) >= Math.max(1, smallest);
        if (isLarge) multiply(threads, a, b, out, options);
        return isLarge;
      };
    },
  };
}
