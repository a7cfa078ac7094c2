import { add, div, type Expr, formula, type Given, mean, mul, square, sub } from '@nn/formula';
import {
  compareDescents,
  constant,
  type Descent,
  inverseTimeDecay,
  lbfgs,
  minimize,
  type Optimizer,
  type Schedule,
  sgd,
  stepDecay,
} from '@nn/optim';
import { type Heights, heightsOf } from './contours.js';
import { descents } from './descents.js';
import { REACH, type Settings } from './settings.js';

const names = ['w', 'b', 'x', 't'] as const;
const error = (w: Expr, b: Expr, x: Expr, t: Expr) => div(square(sub(add(mul(w, x), b), t)), 2);

/** Half the squared error of the line w x + b at one sample. */
export const sampleLoss = formula(names, error);

/** Half the mean squared error of the line w x + b. */
const loss = formula(names, (...given) => mean(error(...given)));

/** The same for many lines at once: a row of w and one of b, a column of x and one of t. */
const losses = formula(names, (...given) => mean(error(...given), 'eachColumn'));

/** The points as they are seen: each with so much of its error. */
export const samplesOf = ({ points, noise }: Pick<Settings, 'points' | 'noise'>) => ({
  x: points.map(([x]) => x!),
  t: points.map(([, t, error]) => t! + noise * error!),
});

/** One way down: where it stands after each update, beginning with none, in columns. */
export interface Run {
  readonly size: number;
  readonly updatesPerEpoch: number;
  readonly w: Float64Array;
  readonly b: Float64Array;
  /** Over all samples. */
  readonly loss: Float64Array;
  /** How many samples were seen until then. */
  readonly samples: Float64Array;
}

/** The three from the same start, and the best line there is. */
export interface Race {
  readonly runs: Readonly<Record<Descent, Run>>;
  readonly best: { readonly w: number; readonly b: number; readonly loss: number };
}

/** The samples as the formula takes them: columns. */
function columnsOf(settings: Pick<Settings, 'points' | 'noise'>): Readonly<Record<'x' | 't', Given>> {
  const { x, t } = samplesOf(settings);
  return { x: x.map((value) => [value]), t: t.map((value) => [value]) };
}

/** The loss over the plane of w and b. */
export function lossHeights(settings: Pick<Settings, 'points' | 'noise'>): Heights {
  const reach = [REACH.min, REACH.max] as const;
  return heightsOf(reach, reach, (w, b) => losses({ w, b, ...columnsOf(settings) }));
}

function schedule({ rate, decay, strength }: Settings): Schedule {
  switch (decay) {
    case 'inverse':
      return inverseTimeDecay(rate, { decay: strength });
    case 'halved':
      return stepDecay(rate, { every: 5, factor: 0.5 });
    default:
      return constant(rate);
  }
}

/** Plain descent that keeps a diary: the places w, b after each step, of each descent that begins with it. */
function diary(): { readonly optimizer: Optimizer; readonly pages: number[][][] } {
  const plain = sgd();
  const pages: number[][][] = [];
  const optimizer: Optimizer = {
    ...plain,
    init: (place) => {
      pages.push([Array.from(place.data)]);
      return plain.init(place);
    },
    step: (place, ...rest) => {
      plain.step(place, ...rest);
      pages.at(-1)!.push(Array.from(place.data));
    },
  };
  return { optimizer, pages };
}

/** The race, and what each epoch of it took in seconds: this differs from run to run. */
export function timedRace(settings: Settings): {
  readonly race: Race;
  readonly seconds: Readonly<Record<Descent, number>>;
} {
  const [w, b] = settings.start as [number, number];
  const samples = columnsOf(settings);
  const { optimizer, pages } = diary();
  const { miniBatch, epochs, seed } = settings;
  const options = { samples, optimizer, learningRate: schedule(settings), miniBatch, epochs, seed };
  const compared = compareDescents(loss, { w, b }, options);
  const first = loss({ w, b, ...samples }) as number;
  const entries = descents.map((name, i) => {
    const { batchSize, updates } = compared[name];
    const places = pages[i]!.slice(0, updates.length + 1);
    const run: Run = {
      size: batchSize,
      updatesPerEpoch: Math.ceil(settings.points.length / batchSize),
      w: Float64Array.from(places, ([value]) => value!),
      b: Float64Array.from(places, ([, value]) => value!),
      loss: Float64Array.of(first, ...updates.map((update) => update.loss)),
      samples: Float64Array.of(0, ...updates.map((update) => update.samples)),
    };
    return [name, run, (updates.at(-1)?.seconds ?? 0) / epochs] as const;
  });
  const best = minimize(loss, { w: 0, b: 0 }, { given: samples, optimizer: lbfgs(), steps: 20 }).path.at(-1)!;
  return {
    race: {
      runs: Object.fromEntries(entries.map(([name, run]) => [name, run])) as Record<Descent, Run>,
      best: { ...best.w, loss: best.loss },
    },
    seconds: Object.fromEntries(entries.map(([name, , seconds]) => [name, seconds])) as Record<Descent, number>,
  };
}
