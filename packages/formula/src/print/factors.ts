import type { Expr } from '../expr.js';

/** A product or a quotient as one fraction: the constants and the factors above and below the line. */
interface Factors {
  readonly top: number;
  readonly bottom: number;
  readonly above: readonly Expr[];
  readonly below: readonly Expr[];
}

/** Gathers products, quotients and signs; `2 (a / n) / b` is 2 a above n b. */
export function factors(node: Expr): Factors {
  const [a, b] = node.args;
  if (node.op === 'constant' && Number.isFinite(node.value) && node.value !== 0) {
    return { top: node.value, bottom: 1, above: [], below: [] };
  }
  if (node.op === 'conform') return factors(a!);
  if (node.op === 'neg') {
    const inner = factors(a!);
    return { ...inner, top: -inner.top };
  }
  if (node.op !== 'mul' && node.op !== 'div') return { top: 1, bottom: 1, above: [node], below: [] };
  const [left, second] = [factors(a!), factors(b!)];
  const right =
    node.op === 'mul' ? second : { top: second.bottom, bottom: second.top, above: second.below, below: second.above };
  const [top, bottom] = reduced(left.top * right.top, left.bottom * right.bottom);
  return { top, bottom, above: [...left.above, ...right.above], below: [...left.below, ...right.below] };
}

/** 4 / 2 is 2, 2 / 4 is 1 / 2; what does not come out even stays. */
const reduced = (top: number, bottom: number): [number, number] => {
  if (bottom === 1 || !Number.isInteger(top) || !Number.isInteger(bottom)) return [top, bottom];
  if (Number.isInteger(top / bottom)) return [top / bottom, 1];
  return Number.isInteger(bottom / top) ? [1, bottom / top] : [top, bottom];
};
