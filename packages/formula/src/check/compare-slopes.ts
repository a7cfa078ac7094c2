import { checkOption, checkSeed } from '../expected.js';
import { uniformAt } from '../threefry.js';
import type { Decision } from './decisions.js';
import { type GradientCheck, type GradientDifference, gradientCheck } from './gradient-check.js';

/** A matrix within a list of numbers. */
export interface Segment {
  readonly name: string;
  /** Where it begins. */
  readonly offset: number;
  readonly rows: number;
  readonly cols: number;
}

/** A number that is computed from a list of numbers, and what its derivatives are said to be. */
export interface Slopes {
  /** Each is moved a little, and put back. */
  readonly numbers: Float32Array | Float64Array;
  /** What the numbers are called: one matrix after the other, and there may be more of them than numbers. */
  readonly segments: readonly Segment[];
  /** The derivatives to be checked, in the order of the numbers. */
  readonly analytic: ArrayLike<number>;
  /** What is computed from the numbers as they are now, in double precision. */
  value(): number;
  /** What is decided on the way to it, as they are now. */
  decisions(): readonly Decision[];
  /** How large the terms are that the value is added up from, if it may be much smaller itself: rounding is measured by it. */
  readonly magnitude?: number;
}

/** How much is checked, and how exactly. */
export interface GradientCheckOptions {
  /** How many numbers are checked, drawn at random; all of them if there are not more. 200 by default. */
  readonly samples?: number;
  /** The relative error up to which a derivative passes; 1e-6 by default. */
  readonly tolerance?: number;
  /** Decides what is drawn at random; 0 by default. */
  readonly seed?: number;
}

/**
 * Distances from the number to where the value is looked at, in units of the number. A wrong derivative is wrong at all of them; a right one may meet
 * a kink at the wide ones and drown in rounding at the narrow ones.
 */
const STEPS = [1e-4, 1e-5, 1e-6, 1e-7];
/** Where kinks are looked for: at a narrow distance curvature is nothing and a kink is all there. */
const NARROW = 1e-6;

/** How many roundings of the value the difference of two values may be off by. */
const ROUNDINGS = 20;
/** Where rounding is a larger part of a derivative than this, a difference tells nothing. */
const DROWNED = 1e-4;

/**
 * The one comparison behind `checkFormula`, `checkLoss` and `checkGradients`: each derivative against central differences. `who` is what its errors
 * begin with. Throws RangeError (TypeError for another kind) where an option is out of range, or there is no number to check.
 */
export function compareSlopes(who: string, slopes: Slopes, options: GradientCheckOptions = {}): GradientCheck {
  const { samples = 200, tolerance = 1e-6, seed = 0 } = options;
  const { numbers, segments, analytic, magnitude = 0 } = slopes;
  const isNumber = (value: unknown) => typeof value === 'number';
  checkOption(`${who}: samples`, samples, 'a number from 1', isNumber(samples) && samples >= 1);
  checkOption(`${who}: tolerance`, tolerance, 'a number above 0', isNumber(tolerance) && tolerance > 0);
  checkSeed(`${who}: seed`, seed);
  if (numbers.length === 0) throw new RangeError(`${who}: expected at least one number to check, got none`);
  const here = slopes.value();
  const sizes = Array.from(analytic, Math.abs).filter(Number.isFinite);
  const smallest = 1e-6 * sizes.reduce((most, v) => Math.max(most, v), Number.MIN_VALUE);

  /** What `read` says with number k moved to either side, and how far that was. */
  const around = <T>(k: number, step: number, read: () => T) => {
    const before = numbers[k]!;
    const h = step * Math.max(1, Math.abs(before));
    numbers[k] = before + h;
    const up = read();
    numbers[k] = before - h;
    const down = read();
    numbers[k] = before;
    return { up, down, h };
  };

  /** One derivative by differences of this width, and both one-sided slopes. */
  const probe = (k: number, step: number) => {
    const { up, down, h } = around(k, step, slopes.value);
    const noise = (ROUNDINGS * Number.EPSILON * Math.max(Math.abs(up), Math.abs(down), magnitude)) / h;
    const numeric = (up - down) / (2 * h);
    const unexplained = Math.max(0, Math.abs(analytic[k]! - numeric) - noise);
    const size = Math.max(Math.abs(analytic[k]!), Math.abs(numeric), smallest);
    const error = unexplained / size;
    return {
      numeric,
      relativeError: Number.isNaN(error) ? Infinity : error,
      noise,
      drowned: noise > DROWNED * size,
      left: (here - down) / h,
      right: (up - here) / h,
    };
  };

  /** The best that any width makes of one derivative. */
  const compare = (k: number) => {
    let best = probe(k, STEPS[0]!);
    for (const step of STEPS.slice(1)) {
      if (best.relativeError <= tolerance) break;
      const next = probe(k, step);
      if (next.drowned) break;
      if (next.relativeError < best.relativeError) best = next;
    }
    return best;
  };

  /** What decides otherwise on one side of number k than on the other, or there: a name for each element, and whether number k stands right at it. */
  const turning = (k: number) => {
    const at = slopes.decisions();
    const { up, down } = around(k, NARROW, slopes.decisions);
    return at
      .flatMap(({ name, taken }, i) =>
        Array.from(taken, (side, j) => ({
          name,
          isTie: side === '=',
          sides: [side, up[i]!.taken[j], down[i]!.taken[j]],
        })),
      )
      .filter(({ sides }) => new Set(sides).size > 1);
  };

  const differences: GradientDifference[] = [];
  const kinks: string[][] = [];
  for (const k of drawn(numbers.length, samples, seed)) {
    const { numeric, relativeError } = compare(k);
    const turned = relativeError > tolerance ? turning(k) : [];
    if (turned.length > 0 && isKink(probe(k, NARROW), turned, analytic[k]!)) {
      kinks.push([...new Set(turned.map(({ name }) => name))]);
    } else {
      differences.push({ parameter: nameOf(segments, k), analytic: analytic[k]!, numeric, relativeError });
    }
  }
  return gradientCheck(differences, kinks, tolerance);
}

/**
 * Whether the slopes on both sides differ by more than rounding and curvature explain, and the derivative lies between them. Where several kinks meet,
 * it need not: the sides show only the sum of them, and each may have been given the slope of a side of its own.
 */
function isKink(
  { left, right, noise }: { left: number; right: number; noise: number },
  turned: readonly { isTie: boolean }[],
  analytic: number,
): boolean {
  const slack = 1e-4 * Math.max(Math.abs(left), Math.abs(right)) + 2 * noise;
  const between = analytic >= Math.min(left, right) - slack && analytic <= Math.max(left, right) + slack;
  const several = turned.filter(({ isTie }) => isTie).length > 1;
  return Math.abs(right - left) > 10 * slack && (between || several);
}

/** `samples` of the whole numbers below `count`, in a random order. */
function drawn(count: number, samples: number, seed: number): number[] {
  const key = [seed | 0, Math.floor(seed / 2 ** 32) | 0] as const;
  const lots = Float64Array.from({ length: count }, (_, k) => uniformAt(key as [number, number], k));
  return Array.from(lots.keys())
    .sort((a, b) => lots[a]! - lots[b]!)
    .slice(0, samples);
}

const nameOf = (segments: readonly Segment[], k: number): string => {
  const { name, offset, cols } = segments.find((s) => k >= s.offset && k < s.offset + s.rows * s.cols)!;
  return `${name}[${Math.floor((k - offset) / cols)}, ${(k - offset) % cols}]`;
};
