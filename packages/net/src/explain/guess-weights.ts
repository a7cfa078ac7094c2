import { abs, add, checkCount, checkGiven, constant, count, div, formula, mul, sub, sum } from '@nn/formula';
import { checkNumber, checkNumbers } from '../check-numbers.js';
import { type Computed, computed, numbersOf, type Work } from './computed.js';

/** What a neuron says with the weights that it has. Lists have one number for each input. */
export interface Guess {
  /** x_i w_i */
  readonly terms: readonly number[];
  /** Σ x w, in the units of the target. */
  readonly prediction: number;
  /** Target minus prediction: the error as it is taught. A gradient has the opposite sign, prediction minus target. */
  readonly error: number;
}

/** How the error of a guess is shared, and where that moves the weights. */
export interface Sharing extends Guess {
  /** Σ w over the weights that share the error: those whose input is not 0. */
  readonly total: number;
  /** w_i / Σ w, or 1 / n where Σ w is 0; 0 where the input is 0. They add up to 1. */
  readonly shares: readonly number[];
  /** share_i × error: they add up to the error. */
  readonly parts: readonly number[];
  /** learningRate × part_i / x_i, so that term i grows by learningRate × part_i; 0 where the input is 0. */
  readonly moves: readonly number[];
  /** w_i + move_i: the weights after this round. */
  readonly next: readonly number[];
}

/** Weights, all numbers that follow from them, and under `work`, by the same names, how each was computed. */
export type Explained<T> = T & { readonly weights: readonly number[]; readonly work: Work<T> };

/** All that `guessWeights` computed. */
export interface GuessedWeights {
  readonly inputs: readonly number[];
  readonly target: number;
  readonly learningRate: number;
  /** Every round, from the first weights on. */
  readonly rounds: readonly Explained<Sharing>[];
  /** The weights after the last round, and what the neuron says with them. */
  readonly after: Explained<Guess>;
  /** Whether all inputs are 0: then no weight has a part in the prediction, none is moved, and the error stays. */
  readonly stuck: boolean;
}

/** What `guessWeights` takes. */
export interface GuessWeightsOptions {
  readonly inputs: readonly number[];
  /** The first guess: one weight for each input. */
  readonly weights: readonly number[];
  readonly target: number;
  /** How much of the error a round takes away (1: all of it). */
  readonly learningRate?: number;
  /** How often the error is shared (1). */
  readonly rounds?: number;
}

const term = formula(['x_i', 'w_i'], mul);
const prediction = formula(['x', 'w'], (x, w) => sum(mul(x, w)));
const error = formula(['target', 'prediction'], sub);
const total = formula(['w'], (w) => sum(w));
const share = formula(['w_i', 'w'], (one, all) => div(one, sum(all)));
const equalShare = formula(['w'], (w) => div(1, count(w)));
const part = formula(['share_i', 'error'], mul);
const move = formula(['learningRate', 'part_i', 'x_i'], (rate, p, x) => div(mul(rate, p), x));
const next = formula(['w_i', 'move_i'], add);
const none = formula([], () => constant(0));
/** How far rounding may take a sum of weights from 0: the sum of 0.1, 0.2 and -0.3 is not 0 in double precision. */
const rounding = formula(['w'], (w) => mul(mul(Number.EPSILON, count(w)), sum(abs(w))));

function guess(inputs: readonly number[], weights: readonly number[], target: number): Work<Guess> {
  const predicted = computed(prediction, { x: [inputs], w: [weights] });
  return {
    terms: inputs.map((x_i, i) => computed(term, { x_i, w_i: weights[i]! })),
    prediction: predicted,
    error: computed(error, { target, prediction: predicted.value }),
  };
}

function shareError(
  inputs: readonly number[],
  weights: readonly number[],
  target: number,
  learningRate: number,
): Work<Sharing> {
  const guessed = guess(inputs, weights, target);
  const w = [weights.filter((_, i) => inputs[i] !== 0)];
  const added = computed(total, { w });
  const cancels = Math.abs(added.value) <= computed(rounding, { w }).value;
  /** An input of 0 has no part in anything. */
  const each = (of: (i: number) => Computed) => inputs.map((x, i) => (x === 0 ? computed(none, {}) : of(i)));
  const shares = each((i) => (cancels ? computed(equalShare, { w }) : computed(share, { w_i: weights[i]!, w })));
  const parts = each((i) => computed(part, { share_i: shares[i]!.value, error: guessed.error.value }));
  const moves = each((i) => computed(move, { learningRate, part_i: parts[i]!.value, x_i: inputs[i]! }));
  return {
    ...guessed,
    total: added,
    shares,
    parts,
    moves,
    next: weights.map((w_i, i) => computed(next, { w_i, move_i: moves[i]!.value })),
  };
}

function explained<T extends object>(round: number, weights: readonly number[], work: Work<T>): Explained<T> {
  for (const [name, of] of Object.entries<Computed | readonly Computed[]>(work)) {
    const lost = [of].flat().find(({ value }) => !Number.isFinite(value))?.value;
    if (lost === undefined) continue;
    throw new RangeError(
      `guessWeights: ${name} of round ${round}: expected numbers that double precision can hold, got ${lost}; is a number too large, an input too close to 0, or learningRate 2 or more?`,
    );
  }
  return { weights, ...numbersOf(work), work };
}

/** The options with their defaults, if they can be used. */
function checked(options: GuessWeightsOptions): Required<GuessWeightsOptions> {
  checkGiven('guessWeights', options, '{ inputs: [1, 2], weights: [0.5, 0.5], target: 3 }');
  const { inputs, weights, target, learningRate = 1, rounds = 1 } = options;
  checkNumbers('guessWeights: inputs', inputs);
  checkNumbers('guessWeights: weights', weights);
  if (weights.length !== inputs.length) {
    throw new RangeError(`guessWeights: weights: expected ${inputs.length}, one for each input, got ${weights.length}`);
  }
  checkNumber('guessWeights: target', target);
  checkNumber('guessWeights: learningRate', learningRate);
  if (learningRate <= 0) {
    throw new RangeError(`guessWeights: learningRate: expected a number above 0, got ${learningRate}`);
  }
  checkCount('guessWeights: rounds', rounds);
  return { inputs, weights, target, learningRate, rounds };
}

/**
 * A neuron whose weights are guessed and then corrected by sharing the error among them. It has no bias and no activation:
 *
 *     prediction = Σ x w              share_i = w_i / Σ w          move_i = learningRate × part_i / x_i
 *     error = target - prediction     part_i = share_i × error     next w_i = w_i + move_i
 *
 * A move is divided by its input, so that the prediction moves by learningRate × error whatever the inputs are: each round
 * multiplies the error by 1 - learningRate. It comes to the target for any learning rate below 2, for 1 in one round. (Adding
 * part_i itself would move term i by part_i × x_i, and diverge for large inputs.) An input of 0 has no part in the prediction:
 * its weight takes no share and is not moved. Where the weights that share sum to 0, each gets the same share. Where all inputs
 * are 0, nothing can be moved, and the result says `stuck`. All numbers are in double precision, each with its formula in `work`.
 *
 * Throws TypeError where something is no number, RangeError where one is not finite, there are not as many weights as inputs,
 * `learningRate` is not above 0, `rounds` is not a whole number from 1, or what comes out is too large for double precision.
 */
export function guessWeights(options: GuessWeightsOptions): GuessedWeights {
  const { inputs, target, learningRate, ...given } = checked(options);
  const rounds: Explained<Sharing>[] = [];
  let weights = given.weights;
  while (rounds.length < given.rounds) {
    const round = explained<Sharing>(rounds.length + 1, weights, shareError(inputs, weights, target, learningRate));
    rounds.push(round);
    weights = round.next;
  }
  const after = explained<Guess>(rounds.length + 1, weights, guess(inputs, weights, target));
  return { inputs, target, learningRate, rounds, after, stuck: inputs.every((x) => x === 0) };
}
