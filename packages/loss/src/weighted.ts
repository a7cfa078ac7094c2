import {
  conform,
  div,
  type Expr,
  type Formula,
  fromExpression,
  input,
  mapReferences,
  mul,
  sum,
  topological,
} from '@nn/formula';

/**
 * The same loss with a weight for each sample, as an input `weights` of n x 1. Every sum over all elements becomes the sum of
 * what it sums times the weights; every mean becomes the weighted mean, so that equal weights change nothing and a weight of 2
 * is a sample that is there twice.
 */
export function weighted(formula: Formula<'y' | 't'>): Formula<'y' | 't' | 'weights'> {
  const weights = input('weights');
  const done = new Map<Expr, Expr>();
  for (const node of topological([formula.expression])) {
    const next = mapReferences(node, (n) => done.get(n) ?? n);
    done.set(node, next);
    if ((next.op !== 'sum' && next.op !== 'mean') || next.axis !== 'all') continue;
    const body = next.args[0];
    const total = sum(mul(body, weights));
    // As many weights as the body has elements: a sample of three outputs counts three times on both sides.
    done.set(node, next.op === 'sum' ? total : div(total, sum(conform(weights, body))));
  }
  return fromExpression(done.get(formula.expression)!, ['y', 't', 'weights']);
}
