import { fitPipeline } from '@nn/data';
import { exp, log, mean, mul, neg, sub, sum } from '@nn/formula';
import { binaryCrossEntropy, crossEntropy, loss, meanSquaredError } from '@nn/loss';
import { matrix, oneHot } from '@nn/matrix';
import { activate, dense, linear, NonFiniteError, network, relu, rules, sigmoid, softmax, tanh } from '@nn/net';
import { zeros } from '@nn/net/init';
import { lookAtData, lookAtSamples } from '../../../src/doctor/data/index.js';
import { samplesOfMatrices } from '../../../src/doctor/data/samples.js';
import type { Diagnosis } from '../../../src/doctor/diagnosis.js';
import { lookAtRecipe } from '../../../src/doctor/recipe/index.js';
import type { Course } from '../../../src/doctor/run/course.js';
import { explodingGradient } from '../../../src/doctor/run/exploding-gradient.js';
import { lookAtCourse, lookAtMoment } from '../../../src/doctor/run/index.js';
import { lookAt } from '../../../src/doctor/run/look.js';
import { nonFinite } from '../../../src/doctor/run/non-finite.js';
import { plain } from './case.js';
import { tableOf } from './data.js';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Ten rows: a number that goes up and down, one of its own for each row, and what follows from neither. */
const WAVES = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
const NOISE = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8];

/** What is found in a table that is all learnt from. */
const inTable = (columns: Parameters<typeof tableOf>[0], target: string, task: 'classes' | 'number') => {
  const train = tableOf(columns);
  return lookAtData({ train, pipeline: fitPipeline(train, { target, task }) });
};
const inRows = (x: number[][], t: number[][]) => lookAtSamples(samplesOfMatrices(matrix(x), matrix(t)));

/** What is found in a network, its loss and its targets. */
const inRecipe = (
  model: ReturnType<typeof plain>,
  of: typeof mse,
  t: number[][],
  x = range(t.length).map((i) => [i % 2]),
) => lookAtRecipe({ model, loss: of, x: matrix(x), t: matrix(t) });
const mse = meanSquaredError();
const ofSums = loss('ofSums', (z, t) => neg(mean(sum(mul(t, sub(z, log(sum(exp(z), 'eachRow')))), 'eachRow'))));

/** What is found in a network of one input as it stands. */
const atMoment = (model: ReturnType<typeof plain>, x = range(8).map((i) => [i])) =>
  lookAtMoment(lookAt({ model, loss: mse, x: matrix(x), t: matrix(x) }, 0));

const course: Course = {
  initial: 2,
  losses: [1.8, 1.5, 1.2, 1, 0.8, 0.7, 0.6, 0.5],
  validationLosses: [],
  updates: 200,
  moved: 0.5,
  steepness: 0.1,
  learningRate: 0.5,
  restoresBest: true,
};
const inCourse = (more: Partial<Course>) => lookAtCourse({ ...course, ...more });

const lost = (what: string, place: string, step: number) =>
  nonFinite(new NonFiniteError({ what, place, step, epoch: 2, learningRate: 0.3, rule: rules.gradient }));

/** A chain of so many layers of one unit, each of which multiplies by a weight. */
function chain(count: number, weight: number) {
  const model = network({ inputs: 1, layers: range(count).map(() => dense(1, linear, { bias: false })) });
  for (const parameter of model.parameters.slice(0, -1)) parameter.set(matrix([[weight]]));
  model.parameters.at(-1)!.set(matrix([[weight]]));
  return model;
}

/** Every message, and how it comes about. */
export const told: Readonly<Record<string, () => readonly Diagnosis[]>> = {
  'a constant column': () => inTable({ a: WAVES, b: Array(10).fill(7), y: NOISE }, 'y', 'number'),
  'constant columns': () =>
    inTable(
      { a: WAVES, ...Object.fromEntries(range(7).map((j) => [`c${j}`, Array(10).fill(j)])), y: NOISE },
      'y',
      'number',
    ),
  'a target in another unit': () => inTable({ a: WAVES, b: NOISE.map((v) => 3 - 2 * v), y: NOISE }, 'y', 'number'),
  'a class under another name': () =>
    inTable(
      { a: WAVES, b: NOISE.map((v) => (v > 4 ? 'x' : 'z')), y: NOISE.map((v) => (v > 4 ? 'many' : 'few')) },
      'y',
      'classes',
    ),
  'classes among the inputs': () =>
    inRows(
      NOISE.map((v, i) => [WAVES[i]!, +(v > 4), +(v <= 4)]),
      NOISE.map((v) => [+(v > 4), +(v <= 4)]),
    ),
  'rows held back that were learnt': () => {
    const train = tableOf({ a: range(30).map((i) => i + 0.5), y: range(30).map((i) => (7 * i) % 30) });
    return lookAtData({
      train,
      held: train.select([2, 3, 4]),
      pipeline: fitPipeline(train, { target: 'y', task: 'number' }),
    });
  },
  'samples held back that were learnt': () => {
    const x = range(30).map((i) => [i + 0.5]);
    const [few, t] = [x.slice(4, 8), x.map(([v]) => [v! ** 2])];
    return lookAtSamples(samplesOfMatrices(matrix(x), matrix(t), { x: matrix(few), t: matrix(t.slice(4, 8)) }));
  },
  'a rare class': () =>
    inTable({ a: range(84), y: range(84).map((i) => (i % 21 === 5 ? 'rare' : 'usual')) }, 'y', 'classes'),
  'large inputs': () =>
    inRecipe(
      plain(2, 0),
      mse,
      [[0.5], [1]],
      [
        [300, 1],
        [-400, 2],
      ],
    ),
  'small inputs': () =>
    inRecipe(
      plain(2, 0),
      mse,
      [[0.5], [1]],
      [
        [0.003, 0.001],
        [0.004, 0.001],
      ],
    ),
  'large targets': () => inRecipe(plain(1, 0), mse, [[3000], [4000]]),
  'softmax in two layers': () =>
    inRecipe(
      plain(1, 0, dense(2, softmax), activate(softmax)),
      crossEntropy(),
      oneHot(Int32Array.of(0, 1), 2).toArray(),
    ),
  'softmax in the loss too': () =>
    inRecipe(plain(1, 0, dense(2, softmax)), ofSums, oneHot(Int32Array.of(0, 1), 2).toArray()),
  'softmax of one': () => inRecipe(plain(1, 0, dense(1, softmax)), mse, [[0], [1]]),
  'cross-entropy of tanh': () => inRecipe(plain(1, 0, dense(1, tanh)), binaryCrossEntropy(), [[0], [1]]),
  'targets beyond sigmoid': () => inRecipe(plain(1, 0, dense(1, sigmoid)), mse, [[0.5], [-1.25], [1.5]]),
  'targets below relu': () => inRecipe(plain(1, 0, dense(1, relu)), mse, [[0.5], [-1.25], [1.5]]),
  'targets that are no probabilities': () =>
    inRecipe(plain(1, 0, dense(1, sigmoid)), binaryCrossEntropy(), [[1], [-1], [1]]),
  'targets that do not sum to 1': () =>
    inRecipe(plain(1, 0, dense(3, softmax)), crossEntropy(), [
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]),
  'dead units': () => {
    const model = plain(1, 0, dense(2, relu), dense(1));
    model.parameters[0]!.set(matrix([[-1, 1]]));
    model.parameters[1]!.set(matrix([[-1, 1]]));
    return atMoment(model);
  },
  'flat units': () => {
    const model = plain(1, 0, dense(2, tanh), dense(1));
    model.parameters[0]!.set(matrix([[90, 80]]));
    model.parameters[1]!.set(matrix([[50, 0.1]]));
    return atMoment(model);
  },
  twins: () => atMoment(plain(1, 0, dense(3, sigmoid, { init: zeros }), dense(1, linear, { init: zeros }))),
  'two twins among three': () => {
    const model = plain(1, 0, dense(3, sigmoid), dense(1));
    model.parameters[0]!.set(matrix([[0.5, 0.1, 0.5]]));
    model.parameters[2]!.set(matrix([[1], [1], [1]]));
    return atMoment(model);
  },
  'an error that vanishes': () => atMoment(chain(3, 1 / 64)),
  'an error that explodes': () => atMoment(chain(3, 64)),
  'a gradient that has grown': () => {
    const look = lookAt({ model: plain(1, 0), loss: mse, x: matrix([[1]]), t: matrix([[2]]) }, 0);
    return explodingGradient({ ...look, epoch: 6, gradient: 8e6 }, { ...look, gradient: 4 });
  },
  'a loss that leaps': () => inCourse({ losses: [40, 30, 1, 1] }),
  'a loss that rises': () => inCourse({ losses: [2, 2.5, 2.6, 2.7] }),
  'a loss that jumps': () => inCourse({ losses: [1, 0.9, 0.3, 0.8, 0.2, 0.7, 0.3, 0.9, 0.2, 0.9, 0.3, 0.8] }),
  'a loss that hardly falls': () =>
    inCourse({ losses: [1.99, 1.98, 1.97, 1.96], moved: 0.004, steepness: 0.98, learningRate: 1e-5 }),
  'overfitting, saved': () => inCourse({ validationLosses: [2, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.7] }),
  overfitting: () => inCourse({ validationLosses: [2, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.7], restoresBest: false }),
  'an output that is lost': () => [
    lost('the loss became NaN', 'the first values that are not finite come from layer 1 (dense, relu)', 12),
  ],
  'a weight that is lost': () => [
    lost('weights overflowed', 'layers.0.weight of layer 0 (dense, tanh) is not finite any more', 12),
  ],
  'a loss that is lost': () => [lost('the loss became NaN', 'every layer is finite, the loss itself is not', 1)],
};
