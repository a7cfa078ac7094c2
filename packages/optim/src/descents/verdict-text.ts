import type { Verdict } from './verdict.js';

/** What a verdict says, beside its own numbers. */
interface Findings extends Omit<Verdict, 'text'> {
  /** The product as the last step's gradients show it; NaN where they do not. */
  readonly measured: number;
  readonly steps: number;
  /** Whether the last step led to where something is not finite. */
  readonly broke: boolean;
  readonly gradient: number;
  readonly tolerance: number;
  /** At the beginning and at the end. */
  readonly losses: readonly [number, number];
  /** The curvature at the beginning. */
  readonly bend: number;
  /** The name of an optimizer for which the product is no rule. */
  readonly other: string | undefined;
  /** The least and the greatest curvature at the end. */
  readonly ends: { readonly least: number; readonly greatest: number } | undefined;
}

/** A number as a sentence has it: four digits, the very large and the very small as powers of ten. */
function n(x: number): string {
  const short = Number(x.toPrecision(4));
  const plain = x === 0 || (Math.abs(x) >= 1e-4 && Math.abs(x) < 1e6);
  return plain || !Number.isFinite(x) ? String(short) : short.toExponential();
}

/** The sentences: what happened, by which rule, and what to make of it. */
export function describe(found: Findings): string {
  const sentences = [outcome(found), rule(found), found.ends ? place(found.ends, found.tolerance) : advice(found)];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function outcome({ kind, steps, gradient, tolerance, losses: [from, to], broke }: Findings): string {
  const after = `${steps} step${steps === 1 ? '' : 's'}`;
  switch (kind) {
    case 'diverged':
      return broke
        ? `Diverged: step ${steps} led to where the loss, the gradient or w is not finite; the loss before it was ${n(to)}.`
        : `Diverged: the loss went from ${n(from)} to ${n(to)} in ${after}, and grows.`;
    case 'converged':
      return `Converged: after ${after} the gradient's length is ${n(gradient)}, within the tolerance of ${n(tolerance)}.`;
    case 'oscillating':
      return `Oscillating: after ${after} the gradient's length is ${n(gradient)}, and it has turned around: the minimum was overshot.`;
    case 'slow':
      return `Slow: after ${after} the gradient's length is ${n(gradient)}, above the tolerance of ${n(tolerance)}.`;
  }
}

/** On which side of 1 and 2 a product is, and what that means. */
function side(product: number): string {
  if (Number.isNaN(product)) return 'which says nothing';
  if (product < 0) return 'below 0: the loss bends down, and the slope gets steeper';
  if (product === 0) return 'so the loss has no bend here that would limit a step';
  if (product < 1) return 'below 1: a step goes a part of the way';
  if (product === 1) return 'exactly 1: a step goes the whole way';
  if (product < 2) return 'between 1 and 2: a step overshoots, and comes nearer';
  if (product === 2) return 'exactly 2: a step overshoots to the same height';
  return 'above 2: each step overshoots ever further';
}

function rule({ kind, learningRate, curvature, product, measured, other }: Findings): string {
  const means = learningRate === 0 ? 'so nothing moves' : side(product);
  const said = `Learning rate ${n(learningRate)} times curvature ${n(curvature)} is ${n(product)}, ${means}.`;
  if (other) return `${said} That is the rule of plain descent; ${other} goes by its own, so the path alone decides.`;
  const close = Math.abs(measured - product) <= 1e-3 * Math.max(1, Math.abs(product));
  const belied = kind !== 'converged' && !Number.isNaN(measured) && !close && side(measured) !== side(product);
  if (!belied) return said;
  return `${said} But the curvature changes along the step: by the gradients before and after it, the product was ${n(measured)}.`;
}

/** What to do about it. */
function advice({ kind, learningRate, curvature, bend, other }: Findings): string {
  const known = !other && (kind === 'diverged' ? bend : curvature) > 0;
  switch (kind) {
    case 'slow':
      if (learningRate === 0) return 'A learning rate above 0 moves.';
      return known
        ? `More steps come nearer; a learning rate of 1 / curvature = ${n(1 / curvature)} would go the whole way along this slope.`
        : 'It goes on with more steps.';
    case 'oscillating':
      return known
        ? `A learning rate up to 1 / curvature = ${n(1 / curvature)} does not overshoot.`
        : 'A smaller learning rate overshoots less.';
    default:
      return known
        ? `From where it began, a learning rate below 2 / curvature = ${n(2 / bend)} comes nearer.`
        : 'A smaller learning rate may keep it together.';
  }
}

/** What sort of place it is where the gradient is 0. */
function place({ least, greatest }: { readonly least: number; readonly greatest: number }, tolerance: number): string {
  if (!Number.isFinite(least + greatest)) return '';
  const flat = Math.sqrt(tolerance);
  const [from, to] = [n(least), n(greatest)];
  const range =
    from === to ? `the curvature there is ${from}` : `the curvature there is ${from} to ${to}, by direction`;
  if (least < -flat) {
    return greatest > flat
      ? `This is a saddle, not a minimum: ${range}, and where it is negative the way goes on down.`
      : `This is a maximum, not a minimum: ${range}, and any push leads down.`;
  }
  if (greatest <= flat) return `This place is flat: ${range}, which does not tell a minimum from others.`;
  return `This is a minimum: ${range}.`;
}
