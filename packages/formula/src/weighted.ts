import { conform, div, equal, input, mul, select, sum } from './build.js';
import { type Expr, mapReferences, topological } from './expr.js';
import { checkIsFormula, type Formula, fromExpression } from './formula.js';

/**
 * The same formula with a weight for each sample (row), as an input `weights` of n x 1, none below 0. Every sum over all elements becomes the sum of
 * what it sums times the weights; every mean becomes the weighted mean, so that equal weights change nothing and a weight of 2
 * is a sample that is there twice. A mean of samples whose weights are all 0 is 0. What joins samples in another way (a sum of `eachColumn`, a `count`, a `max` over all) stays as it is.
 */
export function weighted<Names extends string>(formula: Formula<Names>): Formula<Names | 'weights'> {
  checkIsFormula('weighted', formula);
  const weights = input('weights');
  const done = new Map<Expr, Expr>();
  for (const node of topological([formula.expression])) {
    const next = mapReferences(node, (n) => done.get(n) ?? n);
    done.set(node, next);
    if ((next.op !== 'sum' && next.op !== 'mean') || next.axis !== 'all') continue;
    const body = next.args[0];
    const total = sum(mul(body, weights));
    // As many weights as the body has elements: a sample of three outputs counts three times on both sides.
    const all = sum(conform(weights, body));
    // 0 / 0 would be no number.
    done.set(node, next.op === 'sum' ? total : div(total, select(equal(all, 0), 1, all)));
  }
  return fromExpression(done.get(formula.expression)!, [...formula.names, 'weights']);
}
