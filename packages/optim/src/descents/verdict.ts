import type { Matrix } from '@nn/matrix';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { SearchingOptimizer } from '../search/searching.js';
import { direction, dot, norm } from '../vector.js';
import type { Place } from './slope.js';
import { describe } from './verdict-text.js';

/**
 * What became of a descent, and why. `product` = learningRate times curvature, of the last step that was tried (with no steps, of the first
 * that would be). A step makes the slope along the gradient 1 - product times what it was, on a parabola exactly so: below 1 it goes a part
 * of the way and at 1 all of it; from 1 to 2 it overshoots, and comes nearer; above 2 it overshoots ever further. LeCun, Bottou, Orr and
 * Müller: Efficient BackProp (1998), section 5; Goodfellow, Bengio and Courville: Deep Learning (2016), section 4.3.1.
 */
export interface Verdict {
  /**
   * The first of these that is true:
   * - `diverged`: the loss, the gradient or w is no longer finite; or the product is above 2, and the loss grew in each of the last three steps.
   * - `converged`: the gradient's length at the end is within the tolerance. That need not be a minimum: `text` says where it is a saddle, a maximum or
   *   flat, by the least and the greatest curvature there. Between plus and minus sqrt(tolerance) they count as 0, after Nesterov and Polyak (2006):
   *   with a gradient that is only nearly 0, the floor of a valley may bend down that little.
   * - `oscillating`: the last step turned the gradient around.
   * - `slow`: it is on its way. So is a line, where the product is 0, and a slope that gets steeper, where it is below 0.
   *
   * The product is the rule of plain descent for one step. What the loss makes of it where it is no parabola, the path shows: for the gradients g
   * before and h after a step, 1 - <h, g> / <g, g> is the product that the step had; it counts too, and `text` tells it where it differs. An
   * optimizer with slots (momentum, Adam), weight decay or a clipped gradient, or one that searches, steps by another rule, so the path alone decides: `diverged` where the loss swings
   * higher in the last quarter than in the one before, and higher than it began; `oscillating` where any step of the last half turned the gradient around.
   */
  readonly kind: 'converged' | 'slow' | 'oscillating' | 'diverged';
  readonly learningRate: number;
  readonly curvature: number;
  readonly product: number;
  /** The verdict in a few plain sentences, with the numbers. */
  readonly text: string;
}

/** What a verdict goes by. */
export interface Evidence {
  /** The places of the path; one fewer than `steps` + 1 where the last step led to none. */
  readonly trail: readonly (Place & { readonly curvature: number })[];
  /** The learning rate of each step that was tried, or with no steps of the first that would be. */
  readonly rates: readonly number[];
  readonly steps: number;
  readonly tolerance: number;
  readonly optimizer: Optimizer | SearchingOptimizer;
  /** The least and the greatest curvature at the end, asked for where the descent converged. */
  curvatures(): { readonly least: number; readonly greatest: number };
}

/** The verdict on a descent, by the rules that `Verdict` states. */
export function verdictOn(evidence: Evidence): Verdict {
  const { trail, rates, steps, tolerance, optimizer } = evidence;
  const last = rates.length - 1;
  const [first, left, next, end] = [trail[0]!, trail[last]!, trail[last + 1], trail.at(-1)!];
  const [learningRate, { curvature }] = [rates[last]!, left];
  const product = learningRate * curvature;
  const measured = next ? measure(left.gradient, next.gradient) : Number.NaN;
  const plain =
    'slots' in optimizer && optimizer.slots.length === 0 && !optimizer.settings.weightDecay && !optimizer.gradient;
  const broke = trail.length === steps;
  const gradient = norm(end.gradient);

  const half = trail.slice(Math.max(0, Math.min(trail.length - 2, Math.floor(trail.length / 2))));
  const grows = plain
    ? (product > 2 || measured > 2) && rises(trail.slice(-4).map(({ loss }) => loss))
    : end.loss > first.loss && swells(half.map(({ loss }) => loss));
  const turned = plain ? measured > 1 : half.some((p, i) => i > 0 && measure(half[i - 1]!.gradient, p.gradient) > 1);
  const judge = (): Verdict['kind'] => {
    if (broke) return 'diverged';
    if (gradient <= tolerance) return 'converged';
    if (grows) return 'diverged';
    return turned ? 'oscillating' : 'slow';
  };
  const kind = judge();
  const text = describe({
    kind,
    learningRate,
    curvature,
    product,
    measured,
    steps,
    broke,
    gradient,
    tolerance,
    losses: [first.loss, end.loss],
    bend: first.curvature,
    other: plain ? undefined : called(optimizer),
    ends: kind === 'converged' ? evidence.curvatures() : undefined,
  });
  return { kind, learningRate, curvature, product, text };
}

const called = ({ name, settings: { momentum, weightDecay }, ...rest }: Optimizer | SearchingOptimizer): string => {
  const clipped = 'gradient' in rest && 'a clipped gradient';
  const extra = momentum ? 'momentum' : weightDecay ? 'weight decay' : clipped;
  return extra ? `${name} with ${extra}` : name;
};

/** The product that a step had, from the gradients before and after it: the part of the slope that it took away. */
function measure(before: Matrix, after: Matrix): number {
  const along = direction(before);
  return along ? 1 - dot(along, after) / dot(along, before) : Number.NaN;
}

/** Whether each loss is larger than the one before. */
const rises = (losses: readonly number[]): boolean =>
  losses.length > 1 && losses.every((loss, i) => i === 0 || loss > losses[i - 1]!);

/** Whether the largest loss of the second half is larger than that of the first, by more than rounding. */
function swells(losses: readonly number[]): boolean {
  if (losses.length < 2) return false;
  const most = (some: readonly number[]) => some.reduce((a, b) => Math.max(a, b));
  const middle = Math.floor(losses.length / 2);
  const before = most(losses.slice(0, middle));
  return most(losses.slice(middle)) > before + 1e-9 * Math.abs(before);
}
