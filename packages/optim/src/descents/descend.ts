import { checkMade, checkOption } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { checkRange } from '../check-range.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { Schedule } from '../schedules/schedule.js';
import type { Objective, SearchingOptimizer } from '../search/searching.js';
import type { Place, Slope, Upward } from './slope.js';

/** What one update is made from: its data, of how many samples they are, and how many epochs are done. */
export interface Feed<Data> {
  readonly epoch: number;
  readonly data: Data;
  readonly rows: number;
}

/**
 * Gradient descent, the only loop of it here: for each piece of data the gradient at w, and one step of the optimizer, which moves w in
 * place; it gives the data and the place that each step left, and how long it was. An optimizer that searches is given the slope to look at. Batch, stochastic or mini-batch is a matter of the data. It
 * ends with them, or where there is no place to go on from.
 */
export function* descend<Data, Piece extends Feed<Data>, Here extends Upward>(
  who: string,
  slope: Slope<Data, Here>,
  w: Matrix,
  feed: Iterable<Piece>,
  { optimizer, rate }: { readonly optimizer: Optimizer | SearchingOptimizer; readonly rate: Schedule },
): Generator<Piece & Here & { readonly learningRate: number }, void> {
  const state = optimizer.init(w);
  const watch = epochLosses();
  for (const piece of feed) {
    const place = slope(w, piece.data);
    if (!place) return;
    const learningRate = rate({ step: state.step, epoch: piece.epoch, losses: watch(piece, place.loss) });
    checkRange(who, 'learningRate', learningRate);
    if ('step' in optimizer) {
      optimizer.step(w, place.gradient, state, { learningRate });
      yield { ...piece, ...place, learningRate };
    } else {
      // Who searches is given a slope that knows the loss.
      const objective = ((at) => slope(at, piece.data)) as Objective;
      const searched = optimizer.search(w, place as Here & Place, objective, state, { learningRate });
      yield { ...piece, ...place, learningRate: searched.learningRate };
    }
  }
}

/** Told of each update's loss before it, gives the mean loss of each epoch done; none where the losses are not known. */
function epochLosses(): (piece: Feed<unknown>, loss: number | undefined) => readonly number[] {
  const losses: number[] = [];
  let [epoch, total, rows] = [0, 0, 0];
  return (piece, loss) => {
    if (loss === undefined) return losses;
    if (piece.epoch > epoch) {
      losses.push(total / rows);
      [epoch, total, rows] = [piece.epoch, 0, 0];
    }
    total += loss * piece.rows;
    rows += piece.rows;
    return losses;
  };
}

/**
 * The learning rate of each step: the one that is asked for, or else the optimizer's own. Throws TypeError where either argument is not
 * what it should be, RangeError where a rate is not a finite number from 0.
 */
export function rateOf(
  who: string,
  optimizer: Optimizer | SearchingOptimizer,
  learningRate: number | Schedule | undefined,
): Schedule {
  checkMade(`${who}: optimizer`, optimizer, 'an optimizer such as sgd()', typeof optimizer?.init === 'function');
  const rate = learningRate === undefined ? optimizer.learningRate : learningRate;
  if (typeof rate === 'function') return rate;
  checkOption(
    `${who}: learningRate`,
    rate,
    'a number or a schedule such as cosineDecay(0.1, { over: 10 })',
    typeof rate === 'number',
  );
  checkRange(who, 'learningRate', rate);
  return () => rate;
}
