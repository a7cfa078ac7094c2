import { checkCount, checkGiven, checkMade } from '@nn/formula';
import { checkMatrix, fromData, type Matrix, zeros } from '@nn/matrix';
import { checkRange } from '../check-range.js';
import type { OptimizerState } from '../optimizers/optimizer.js';
import { zerosLike } from '../optimizers/state.js';
import { dot, largest } from '../vector.js';
import type { LossAndGradient, Objective, SearchingOptimizer } from './searching.js';
import { strongWolfe } from './strong-wolfe.js';

/** Settings of `lbfgs`. */
export interface LbfgsOptions {
  /** How far each step tries to go first, 1 being what the curvature says; the first step of all is no longer than this in sum. */
  readonly learningRate?: number;
  /** How many of the last steps tell the curvature. */
  readonly history?: number;
  /** No number of the gradient above it, and a step moves nothing. */
  readonly toleranceGradient?: number;
  /** Nor does a step along which the loss falls by less than this, to first order; and no search looks more closely than this. */
  readonly toleranceChange?: number;
}

/** Below this a step says nothing of the curvature: torch's. */
const LEAST_CURVATURE = 1e-10;

/**
 * L-BFGS: a step along -H g, with H the inverse curvature as the last `history` steps tell it, and a line search. H is never formed: two loops over the
 * steps s and the changes of the gradient y, from (s y / y y) I on. The step is as long as the search finds good (strong Wolfe conditions). For a loss
 * that is the same at each evaluation: all samples at once. A step asks for the loss again, so it is a `search`.
 * Nocedal and Wright: Numerical Optimization (2006), algorithms 7.4, 7.5 and 3.5; as torch.optim.LBFGS with strong_wolfe, step by step. Its defaults: learningRate 1, tolerances 1e-7 and
 * 1e-9; a history of 10 is SciPy's, where torch has 100. Throws RangeError where a setting is out of range.
 */
export function lbfgs(options: LbfgsOptions = {}): SearchingOptimizer {
  const {
    learningRate = 1,
    history = 10,
    toleranceGradient = 1e-7,
    toleranceChange = 1e-9,
  } = checkGiven('lbfgs', options, '{ history: 10 }');
  checkRange('lbfgs', 'learningRate', learningRate);
  checkCount('lbfgs: history', history);
  checkRange('lbfgs', 'toleranceGradient', toleranceGradient);
  checkRange('lbfgs', 'toleranceChange', toleranceChange);
  return {
    name: 'lbfgs',
    learningRate,
    settings: { learningRate, history, toleranceGradient, toleranceChange },
    init: (parameters) => {
      checkMatrix('lbfgs: parameters', parameters);
      const memory = () => zeros(history, parameters.data.length, { dtype: dtypeOf(parameters) });
      return {
        step: 0,
        // How far the last step went, how many pairs are remembered, and the curvature from which the loops begin, inverted.
        running: { rate: 0, pairs: 0, scale: 1 },
        slots: {
          gradient: zerosLike(parameters),
          direction: zerosLike(parameters),
          steps: memory(),
          changes: memory(),
        },
      };
    },
    search: (parameters, here, objective, state, options = {}) => {
      const { learningRate: rate = learningRate } = checkGiven('lbfgs', options, '{ learningRate: 1 }');
      checkSearch(parameters, here, objective, state);
      checkRange('lbfgs', 'learningRate', rate);
      const still = { learningRate: 0, evaluations: 0 };
      const { running, slots } = state;
      state.step++;
      if (largest(here.gradient) <= toleranceGradient) return still;

      remember(state, here.gradient, history);
      const along = directionOf(state, here.gradient);
      slots.direction!.data.set(along.data);
      slots.gradient!.data.set(here.gradient.data);
      running.rate = 0;
      const slope = dot(here.gradient, along);
      if (slope > -toleranceChange) return still;

      const on = (t: number) => {
        const at = moved(parameters, t, along);
        const there = objective(at);
        if (there) checkMatrix('lbfgs: objective: gradient', there.gradient);
        return { rate: t, loss: there?.loss ?? Number.NaN, slope: there ? dot(there.gradient, along) : Number.NaN, at };
      };
      const start = { rate: 0, loss: here.loss, slope, at: parameters };
      // While nothing is known of the curvature, the gradient's size says nothing of how far to go.
      const first = running.pairs === 0 ? rate * Math.min(1, 1 / sumOfSizes(along)) : rate;
      const { found, evaluations } = strongWolfe(on, start, first, toleranceChange / largest(along));
      parameters.data.set(found.at.data);
      running.rate = found.rate;
      return { learningRate: found.rate, evaluations };
    },
  };
}

/** Throws TypeError where something is not what a search is made from. */
function checkSearch(parameters: Matrix, here: LossAndGradient, objective: Objective, state: OptimizerState): void {
  checkMatrix('lbfgs: parameters', parameters);
  checkMatrix('lbfgs: here: gradient', here?.gradient);
  checkMade('lbfgs: objective', objective, 'a function of the parameters', typeof objective === 'function');
  checkMade('lbfgs: state', state, 'one that lbfgs().init(parameters) began', state?.slots?.direction);
}

/** w + t d, in the precision of w. */
function moved({ rows, cols, data }: Matrix, t: number, along: Matrix): Matrix {
  const next = data.slice();
  for (let i = 0; i < next.length; i++) next[i]! += t * along.data[i]!;
  return fromData(rows, cols, next);
}

function sumOfSizes({ data }: Matrix): number {
  let sum = 0;
  for (const x of data) sum += Math.abs(x);
  return sum;
}

const dtypeOf = ({ data }: Matrix) => (data instanceof Float64Array ? 'f64' : 'f32');

/** Adds what the last step and the gradient after it say of the curvature, in the place of the oldest where there are enough. */
function remember({ running, slots }: OptimizerState, { data: gradient }: Matrix, history: number): void {
  const [before, direction] = [slots.gradient!.data, slots.direction!.data];
  const n = before.length;
  const change = fromData(
    1,
    n,
    Float64Array.from(before, (g, i) => gradient[i]! - g),
  );
  const step = fromData(
    1,
    n,
    Float64Array.from(direction, (d) => running.rate! * d),
  );
  const curvature = dot(change, step);
  if (!(curvature > LEAST_CURVATURE)) return;
  const full = running.pairs === history;
  for (const [{ data }, row] of [
    [slots.steps!, step],
    [slots.changes!, change],
  ] as const) {
    if (full) data.copyWithin(0, n);
    data.set(row.data, (full ? history - 1 : running.pairs!) * n);
  }
  if (!full) running.pairs!++;
  running.scale = curvature / dot(change, change);
}

/** -H g by the two loops. */
function directionOf({ running, slots }: OptimizerState, gradient: Matrix): Matrix {
  const n = gradient.data.length;
  const rowOf = ({ data }: Matrix, i: number) => fromData(1, n, data.subarray(i * n, (i + 1) * n));
  const pairs = Array.from({ length: running.pairs! }, (_, i) => {
    const [step, change] = [rowOf(slots.steps!, i), rowOf(slots.changes!, i)];
    return { step, change, curvature: dot(change, step), part: 0 };
  });
  const r = fromData(
    1,
    n,
    Float64Array.from(gradient.data, (g) => -g),
  );
  const addTo = (factor: number, { data }: Matrix) => {
    for (let i = 0; i < n; i++) r.data[i]! += factor * data[i]!;
  };
  for (const pair of [...pairs].reverse()) {
    pair.part = dot(pair.step, r) / pair.curvature;
    addTo(-pair.part, pair.change);
  }
  for (let i = 0; i < n; i++) r.data[i]! *= running.scale!;
  for (const { step, change, curvature, part } of pairs) addTo(part - dot(change, r) / curvature, step);
  return r;
}
