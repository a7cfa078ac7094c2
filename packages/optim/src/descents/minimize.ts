import type { Formula, Given } from '@nn/formula';
import { checkCount, checkGiven } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { checkRange } from '../check-range.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { sgd } from '../optimizers/sgd.js';
import type { Schedule } from '../schedules/schedule.js';
import type { SearchingOptimizer } from '../search/searching.js';
import { copy } from '../vector.js';
import { curvatureAlong, hessianOf } from './curvature.js';
import { descend, rateOf } from './descend.js';
import { type Form, parameters, type Start } from './parameters.js';
import { checkFormula, checkInputs, checkNumber, checkPlace, type Place, slopeOf } from './slope.js';
import { spectrum } from './spectrum.js';
import { type Verdict, verdictOn } from './verdict.js';

/** One place of a descent, before the step that leaves it. */
export interface PathPoint<W> {
  /** How many steps led here. */
  readonly step: number;
  readonly w: W;
  readonly loss: number;
  readonly gradient: W;
  /** gᵀ H g / gᵀ g: the second derivative of the loss in the direction of the gradient. */
  readonly curvature: number;
  /** Of the step to the next point: of a search, how far along its direction it went. The last point has none. */
  readonly learningRate?: number;
}

/** A descent, and what became of it. */
export interface Minimization<W> {
  readonly path: readonly PathPoint<W>[];
  readonly verdict: Verdict;
}

/** How a formula is minimized. */
export interface MinimizeOptions<Names extends string = string> {
  /** Plain gradient descent by default; also one that searches, such as `lbfgs()`. */
  readonly optimizer?: Optimizer | SearchingOptimizer;
  /** Instead of the optimizer's own; a schedule counts each step as an epoch too, since each sees all the data. */
  readonly learningRate?: number | Schedule;
  /** 100 by default. */
  readonly steps?: number;
  /** The inputs that stay fixed, such as data. */
  readonly given?: Readonly<Partial<Record<Names, Given>>>;
  /** How small the gradient's length has to become; 1e-6 by default. */
  readonly tolerance?: number;
}

/**
 * Goes down a formula that gives one number, step by step, and gives the whole path with a verdict on it. `start` is where: a number,
 * rows or a matrix for the formula's only free input, or a record of such by name; `w` and `gradient` come back in that form. Derivatives, the
 * second one too, come from the formula; all numbers are doubles, the same in every engine.
 *
 * The path has steps + 1 points, fewer where the loss, the gradient or w stops being finite: then it ends at the last point where all are.
 * Where the gradient is 0, its direction for the `curvature` is the last that it had, or (1, …, 1) if it had none; with one parameter the
 * curvature is thus always the second derivative. What the verdict says, and when: see `Verdict`.
 *
 * Throws RangeError where a value is missing, twice, unknown or out of range, where the formula gives a matrix, and where loss or gradient
 * is not finite at the start; TypeError where an argument is of another sort; ShapeError where the inputs' sizes do not fit.
 */
export function minimize<Names extends string, S extends Given>(
  formula: Formula<Names>,
  start: S,
  options?: MinimizeOptions<NoInfer<Names>>,
): Minimization<Form<S>>;
export function minimize<Names extends string, S extends Readonly<Record<string, Given>>>(
  formula: Formula<Names>,
  start: S & { readonly [Name in keyof S]: Name extends Names ? Given : never },
  options?: MinimizeOptions<NoInfer<Names>>,
): Minimization<Form<S>>;
export function minimize(
  formula: Pick<Formula, 'names' | 'expression'>,
  start: Start,
  options: MinimizeOptions = {},
): Minimization<unknown> {
  const {
    optimizer = sgd(),
    learningRate,
    steps = 100,
    given = {},
    tolerance = 1e-6,
  } = checkGiven('minimize', options, '{ learningRate: 0.1 }');
  checkFormula('minimize', 'formula', formula);
  checkCount('minimize: steps', steps, 0);
  checkRange('minimize', 'tolerance', tolerance);
  const rate = rateOf('minimize', optimizer, learningRate);
  const fixed = checkInputs('minimize: given', given);
  const free = parameters('minimize', formula.names, start, { given: Object.keys(fixed) });
  checkNumber('minimize', 'formula', formula.expression, { ...fixed, ...free.inputs(free.start) });

  const slope = slopeOf(formula.expression, free, fixed);
  const hessian = hessianOf(formula.expression, free, fixed);
  const curvature = curvatureAlong(hessian);
  const trail: (Place & { readonly w: Matrix; readonly curvature: number })[] = [];
  const rates: number[] = [];
  const note = (w: Matrix, { loss, gradient }: Place) => {
    trail.push({ w: copy(w), loss, gradient, curvature: curvature(w, gradient) });
  };

  const w = copy(free.start);
  let from = copy(w);
  const feed = Array.from({ length: steps }, (_, epoch) => ({ epoch, data: {}, rows: 1 }));
  for (const move of descend('minimize', slope, w, feed, { optimizer, rate })) {
    note(from, move);
    rates.push(move.learningRate);
    from = copy(w);
  }
  const end = slope(w, {});
  if (end) note(w, end);
  checkPlace('minimize', trail[0], fixed);

  return {
    path: trail.map(({ w, loss, gradient, curvature }, step) => ({
      step,
      w: free.form(w),
      loss,
      gradient: free.form(gradient),
      curvature,
      ...(step + 1 < trail.length && { learningRate: rates[step]! }),
    })),
    verdict: verdictOn({
      trail,
      rates: rates.length > 0 ? rates : [rate({ step: 0, epoch: 0, losses: [] })],
      steps: rates.length,
      tolerance,
      optimizer,
      curvatures: () => spectrum((v) => hessian(trail.at(-1)!.w, v), w.cols),
    }),
  };
}
