import type { Matrix } from '@nn/matrix';

/** A place on a line: how far along it is, the loss there, and its slope in the line's direction. */
export interface LinePoint {
  readonly rate: number;
  readonly loss: number;
  readonly slope: number;
  readonly at: Matrix;
}

/** Of the slope at the start, the part by which the loss has to fall, and the part that the slope may still have. */
const DECREASE = 1e-4;
const FLATTER = 0.9;
/** The most evaluations of one search after its first. */
const MOST = 25;

/**
 * A place where the loss has fallen enough and the slope is flat enough: f(t) <= f(0) + 1e-4 t f'(0) and |f'(t)| <= 0.9 |f'(0)| (the strong Wolfe conditions). A bracket around one is
 * looked for from `first` on and then made narrower, both by cubic interpolation; where the bracket is narrower than `width`, or after 25 more evaluations, the lowest place that was seen is given.
 * Nocedal and Wright: Numerical Optimization (2006), algorithms 3.5 and 3.6, with the safeguards of minFunc, as torch.optim.LBFGS has them. A place where the loss is not finite is infinitely high.
 */
export function strongWolfe(
  along: (rate: number) => LinePoint,
  start: LinePoint,
  first: number,
  width: number,
): { readonly found: LinePoint; readonly evaluations: number } {
  let evaluations = 0;
  const ask = (rate: number): LinePoint => {
    evaluations++;
    const point = along(rate);
    const finite = Number.isFinite(point.loss) && Number.isFinite(point.slope);
    return finite ? point : { ...point, loss: Number.POSITIVE_INFINITY, slope: Number.NaN };
  };
  const tooHigh = ({ rate, loss }: LinePoint) => loss > start.loss + DECREASE * rate * start.slope;
  const flat = ({ slope }: LinePoint) => Math.abs(slope) <= -FLATTER * start.slope;

  let [before, point] = [start, ask(first)];
  while (!tooHigh(point) && !(evaluations > 2 && point.loss >= before.loss)) {
    if (flat(point)) return { found: point, evaluations };
    if (point.slope >= 0 || evaluations > MOST) break;
    const { rate } = point;
    const next = cubicMinimum(before, point, [rate + 0.01 * (rate - before.rate), 10 * rate]);
    [before, point] = [point, ask(next)];
  }

  let [low, high] = before.loss <= point.loss ? [before, point] : [point, before];
  let closeBefore = false;
  while (evaluations <= MOST && Math.abs(high.rate - low.rate) >= width) {
    const [from, to] = low.rate < high.rate ? [low.rate, high.rate] : [high.rate, low.rate];
    let rate: number = cubicMinimum(low, high, [from, to]);
    // What comes close to an end for the second time, or is the end, is moved away from it: the bracket has to become narrower.
    const margin = 0.1 * (to - from);
    const close: boolean = Math.min(to - rate, rate - from) < margin;
    const moved: boolean = close && (closeBefore || rate >= to || rate <= from);
    if (moved) rate = Math.abs(rate - to) < Math.abs(rate - from) ? to - margin : from + margin;
    closeBefore = close && !moved;

    const next = ask(rate);
    if (tooHigh(next) || next.loss >= low.loss) {
      [low, high] = next.loss < low.loss ? [next, low] : [low, next];
    } else {
      if (flat(next)) return { found: next, evaluations };
      if (next.slope * (high.rate - low.rate) >= 0) high = low;
      low = next;
    }
  }
  return { found: low, evaluations };
}

/** Where the cubic through two places with their slopes is lowest, within bounds; their middle where it has no such place. Nocedal and Wright, eq. 3.59. */
function cubicMinimum(a: LinePoint, b: LinePoint, [from, to]: readonly [number, number]): number {
  const [p, q] = a.rate <= b.rate ? [a, b] : [b, a];
  const d1 = p.slope + q.slope - (3 * (p.loss - q.loss)) / (p.rate - q.rate);
  const square = d1 * d1 - p.slope * q.slope;
  if (!(square >= 0)) return (from + to) / 2;
  const d2 = Math.sqrt(square);
  const lowest = q.rate - (q.rate - p.rate) * ((q.slope + d2 - d1) / (q.slope - p.slope + 2 * d2));
  return Number.isNaN(lowest) ? (from + to) / 2 : Math.min(Math.max(lowest, from), to);
}
