import { elementwise, power, type StorageLanes, uniformAt } from '@nn/formula';
import type { Body } from '../plan.js';
import type { Numbers } from './numbers.js';

/** Computes every value of a body at one element: the operands first, then the result of each instruction. */
export type Compute = (i: number, j: number, first?: number) => readonly number[];

/** A body over given operands; `first` stands before them (the element that a matmul hands to its epilogue). */
export function interpret(
  lanes: StorageLanes<number, boolean>,
  body: Body,
  operands: readonly Numbers[],
  cols: number,
): Compute {
  return (i, j, first) => {
    const values = operands.map((x) => x.at(i, j));
    if (first !== undefined) values.unshift(first);
    for (const instruction of body.code) {
      const args = instruction.args.map((k) => values[k]!);
      switch (instruction.op) {
        case 'constant':
          values.push(lanes.constant(instruction.value));
          break;
        case 'pow':
          values.push(power(lanes, args[0]!, instruction.exponent));
          break;
        case 'uniform': {
          const key = operands[instruction.key - (first === undefined ? 0 : 1)]!;
          const word = (k: number) => key.at(0, k) | (key.at(0, k + 1) << 16);
          values.push(uniformAt([word(0), word(2)], i * cols + j));
          break;
        }
        default:
          values.push(elementwise(lanes, instruction.op, args));
      }
    }
    return values;
  };
}
