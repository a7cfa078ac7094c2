import type { ElementwiseOp, Expr } from '@nn/formula';
import type { Body, Instruction } from '../plan.js';

/** A body, the nodes that its operands stand for, and the number of each node's value in it. */
export interface BuiltBody {
  readonly body: Body;
  readonly operands: readonly Expr[];
  value(node: Expr): number;
}

/**
 * Mapped nodes as straight-line code. `first` is the value that comes before the operands (what a matmul hands to its
 * epilogue); `extra` are nodes that are wanted as values although no instruction computes them.
 */
export function buildBody(
  mapped: readonly Expr[],
  keyOf: (stream: number) => Expr,
  { first, extra = [] }: { first?: Expr | undefined; extra?: readonly Expr[] } = {},
): BuiltBody {
  const inside = new Set(mapped);
  const numbers = new Map<Expr, number>();
  const operands: Expr[] = [];
  if (first) numbers.set(first, 0);
  const read = (node: Expr) => {
    if (inside.has(node) || node.op === 'constant' || numbers.has(node)) return;
    numbers.set(node, numbers.size);
    operands.push(node);
  };
  for (const node of mapped) {
    if (node.op === 'uniform') read(keyOf(node.stream));
    node.args.forEach(read);
  }
  extra.forEach(read);

  const count = numbers.size;
  const code: Instruction[] = [];
  const emit = (node: Expr, instruction: Instruction) => {
    numbers.set(node, count + code.length);
    code.push(instruction);
  };
  const value = (node: Expr): number => {
    if (!numbers.has(node) && node.op === 'constant') {
      emit(node, { op: 'constant', args: [], value: node.value });
    }
    return numbers.get(node)!;
  };
  for (const node of mapped) {
    const args = node.args.map(value);
    if (node.op === 'conform') {
      // Only repeated: the operand is read so, and nothing is left to compute.
      numbers.set(node, args[0]!);
    } else if (node.op === 'uniform') {
      emit(node, { op: 'uniform', args: [], key: numbers.get(keyOf(node.stream))! });
    } else if (node.op === 'pow') {
      emit(node, { op: 'pow', args: [args[0]!], exponent: node.exponent });
    } else {
      emit(node, { op: node.op as ElementwiseOp, args });
    }
  }
  extra.forEach(value);
  return { body: { operands: count, code }, operands, value };
}
