import type { Expr, Gather, Table } from '@nn/formula';

/** The node whose numbers these are: those of a `reshape` are read where its argument stands, as another matrix. */
export const standsAs = (node: Expr): Expr => (node.op === 'reshape' ? standsAs(node.args[0]) : node);

/** A matrix that is not made: each of its rows names the places of a row of `source`, and who multiplies it reads them there. */
export interface Gathered {
  readonly gather: Gather;
  readonly source: Expr;
  readonly index: Table;
}

/**
 * What a product's first factor is read through, where that is a gather of known places, in whatever rows it is arranged: as a convolution is written.
 */
function gatheredBy(product: Expr, columns: (node: Expr) => unknown): Gathered | undefined {
  const gather = product.op === 'matmul' ? standsAs(product.args[0]) : undefined;
  if (gather?.op !== 'gather' || gather.axis !== 'columns') return undefined;
  const [source, index] = gather.args;
  if (index.op !== 'table' || index.rows !== 1) return undefined;
  const limit = columns(source) as number;
  const known = index.values.every((k) => Number.isInteger(k) && k >= -1 && k < limit);
  return known ? { gather, source, index } : undefined;
}

/** The products that read their first factor through a gather that nobody else needs. */
export function gatheredProducts(
  nodes: readonly Expr[],
  roots: readonly Expr[],
  users: (node: Expr) => readonly Expr[],
  columns: (node: Expr) => unknown,
): ReadonlyMap<Expr, Gathered> {
  const found = new Map<Expr, Gathered>();
  for (const node of nodes) {
    const gathered = gatheredBy(node, columns);
    if (gathered) found.set(node, gathered);
  }
  const onlyMultiplied = (node: Expr, gather: Expr): boolean =>
    !roots.includes(node) &&
    users(node).every((user) =>
      user.op === 'reshape'
        ? onlyMultiplied(user, gather)
        : found.get(user)?.gather === gather && standsAs((user as Expr & { op: 'matmul' }).args[1]) !== gather,
    );
  for (const [product, { gather }] of found) if (!onlyMultiplied(gather, gather)) found.delete(product);
  return found;
}
