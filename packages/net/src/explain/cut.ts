import { type Expr, type Formula, fromExpression, input, mapReferences, references, topological } from '@nn/formula';

/**
 * Gives parts of an expression names, and says of each how it is computed from the parts that were named before it: the graph is cut at its
 * names. Nothing is changed but where an expression ends, so what is computed part by part has the bits of the whole.
 */
export function cutter(symbols: Readonly<Record<string, string>>): (name: string, node: Expr) => Formula {
  const named = new Map<Expr, Expr>();
  const symbolOf = (node: Expr): Expr | undefined =>
    node.op === 'input' ? input(symbols[node.name] ?? node.name) : named.get(node);
  return (name, root) => {
    const done = new Map<Expr, Expr>();
    for (const node of topological([root], (n) => (symbolOf(n) ? [] : references(n)))) {
      done.set(node, symbolOf(node) ?? mapReferences(node, (n) => done.get(n)!));
    }
    // Of two names for one node the later one stands in what follows.
    if (root.op !== 'input') named.set(root, input(name));
    return formulaOf(done.get(root)!);
  };
}

/** An expression as a formula of all that it, or a size in it, depends on. */
export function formulaOf(expression: Expr): Formula {
  const inputs = topological([expression], references).flatMap((n) => (n.op === 'input' ? [n.name] : []));
  return fromExpression(expression, [...new Set(inputs)]);
}
