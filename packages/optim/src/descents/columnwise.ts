import {
  type ElementwiseOp,
  type Expr,
  elementwise,
  f64,
  inputNames,
  power,
  type StorageLanes,
  simplifyAll,
  topological,
} from '@nn/formula';

/** Doubles, one for each row. */
export type Column = Float64Array;

/** Lanes in which a value is a whole column: each operation is that of `f64`, row by row, into a fresh one. Truth is 1 or 0. */
function columns(rows: number, fresh: () => Column): StorageLanes<Column, Column> {
  const lift =
    (of: (a: number, b: number, c: number) => number | boolean) =>
    (a: Column, b = a, c = a): Column => {
      const out = fresh();
      for (let i = 0; i < rows; i++) out[i] = +of(a[i]!, b[i]!, c[i]!);
      return out;
    };
  const lifted = Object.fromEntries(
    Object.entries(f64).map(([name, of]) => [name, lift(of as Parameters<typeof lift>[0])]),
  );
  const lanes = {
    ...lifted,
    constant: (value: number) => fresh().fill(value),
    inDouble: (f: (...x: unknown[]) => Column, ...x: Column[]) => f(lanes, ...x),
  };
  // What `f64` has, lifted: TypeScript cannot follow the names through entries.
  return lanes as unknown as StorageLanes<Column, Column>;
}

/**
 * Expressions without sums or products of matrices, over columns of this many rows: the doubles that `evaluate` gives, but operation by
 * operation for all rows, where `evaluate` goes element by element. A result is overwritten by the next call.
 */
export function columnwise(
  expressions: readonly Expr[],
  rows: number,
): (inputs: Readonly<Record<string, Column>>) => Column[] {
  const sizes = expressions.flatMap(inputNames).map((name) => [name, [rows, 1]] as const);
  const roots = simplifyAll(expressions, Object.fromEntries(sizes));
  const order = topological(roots);
  const pool: Column[] = [];
  let used = 0;
  const lanes = columns(rows, () => {
    pool[used] ??= new Float64Array(rows);
    return pool[used++]!;
  });
  return (inputs) => {
    used = 0;
    const values = new Map<Expr, Column>();
    for (const node of order) {
      const args = node.args.map((arg) => values.get(arg)!);
      values.set(
        node,
        node.op === 'input'
          ? inputs[node.name]!
          : node.op === 'constant'
            ? lanes.constant(node.value)
            : node.op === 'pow'
              ? power(lanes, args[0]!, node.exponent)
              : elementwise(lanes, node.op as ElementwiseOp, args),
      );
    }
    return roots.map((root) => values.get(root)!);
  };
}
