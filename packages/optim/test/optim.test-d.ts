import { type Formula, formula, input, mul, square, sub, sum } from '@nn/formula';
import { type Matrix, matrix, random } from '@nn/matrix';
import { expectTypeOf } from 'vitest';
import {
  type AdamOptions,
  adam,
  adamW,
  batches,
  clipGlobalNorm,
  clipValue,
  compareDescents,
  constant,
  type DescentComparison,
  type DescentEnds,
  exponentialDecay,
  inverseTimeDecay,
  type LbfgsOptions,
  lbfgs,
  listed,
  type Minimization,
  minimize,
  type Optimizer,
  type OptimizerState,
  oneCycle,
  onPlateau,
  optimizer,
  type Schedule,
  type SearchingOptimizer,
  type StepOptions,
  sgd,
  stepDecay,
  type Time,
  warmup,
  whereDescentsEnd,
} from '../src/index.js';

expectTypeOf(sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.1 })).toEqualTypeOf<Optimizer>();
expectTypeOf(adam).toEqualTypeOf<(options?: AdamOptions) => Optimizer>();
expectTypeOf(adamW).toEqualTypeOf<(options?: AdamOptions) => Optimizer>();
// @ts-expect-error torch calls it lr; here it is learningRate
sgd({ lr: 0.1 });
// @ts-expect-error there is no momentum in Adam, but beta1
adam({ momentum: 0.9 });

const p = matrix([[1]]);
const made = adam();
const state = made.init(p);
expectTypeOf(state).toEqualTypeOf<OptimizerState>();
expectTypeOf(made.step).parameter(3).toEqualTypeOf<StepOptions | undefined>();
expectTypeOf(made.step(p, p, state, { learningRate: 0.1 })).toEqualTypeOf<void>();
// @ts-expect-error the state is not optional: the optimizer has none of its own
made.step(p, p);
// @ts-expect-error a step takes a number; who trains asks the schedule
made.step(p, p, state, { learningRate: stepDecay(0.1, { every: 2 }) });
// @ts-expect-error a group says which parameters it is about
made.step(p, p, state, { groups: [{ settings: { learningRate: 0.1 } }] });

// An optimizer of one's own, here by the sign that the caller gives.
const own = optimizer({
  name: 'own',
  learningRate: 0.1,
  settings: {},
  update: { parameter: sub(input('parameter'), mul(input('rate'), input('gradient'))), slots: {} },
  scalars: (_, { learningRate }) => ({ rate: learningRate }),
});
expectTypeOf(own).toEqualTypeOf<Optimizer>();

expectTypeOf(clipValue(adam(), { limit: 1 })).toEqualTypeOf<Optimizer>();
expectTypeOf(clipGlobalNorm(own, { max: 1 })).toEqualTypeOf<Optimizer>();
// @ts-expect-error how far has no default
clipValue(adam());
// @ts-expect-error an optimizer, not its factory
clipGlobalNorm(adam, { max: 1 });

expectTypeOf<Schedule>().toEqualTypeOf<(time: Time) => number>();
expectTypeOf(stepDecay(0.1, { every: 2, factor: 0.5, per: 'step' })).toEqualTypeOf<Schedule>();
expectTypeOf(exponentialDecay(0.1, { decay: 1 })).toEqualTypeOf<Schedule>();
expectTypeOf(inverseTimeDecay(0.1, { decay: 1, per: 'epoch' })).toEqualTypeOf<Schedule>();
expectTypeOf(warmup(constant(0.1), { over: 5 })).toEqualTypeOf<Schedule>();
expectTypeOf(oneCycle(0.1, { over: 2000, per: 'step' })).toEqualTypeOf<Schedule>();
expectTypeOf(onPlateau(0.1, { patience: 3 })).toEqualTypeOf<Schedule>();
expectTypeOf(listed([0.5, 0.1], { per: 'step' })).toEqualTypeOf<Schedule>();
// @ts-expect-error how fast it falls has no default
exponentialDecay(0.1);
// @ts-expect-error counted in steps or epochs
inverseTimeDecay(0.1, { decay: 1, per: 'batch' });

expectTypeOf(batches(10, 'all', random(0))).toEqualTypeOf<Generator<Int32Array>>();
// @ts-expect-error 'all' is the one word
batches(10, 'mini');
// @ts-expect-error a stream of random numbers, not its seed
batches(10, 2, 0);

// What comes back has the form of the start.
const f = formula(['w', 'x'], (w, x) => sum(square(sub(w, x))));
const given = { x: [[1, 2]] };
expectTypeOf(minimize(f, 5, { given })).toEqualTypeOf<Minimization<number>>();
expectTypeOf(minimize(f, 5, { given }).path[0]!.gradient).toEqualTypeOf<number>();
expectTypeOf(minimize(f, [[5, 6]], { given }).path[0]!.w).toEqualTypeOf<number[][]>();
expectTypeOf(minimize(f, p, { given }).path[0]!.w).toEqualTypeOf<Matrix>();
expectTypeOf(minimize(f, { w: 5, x: [[1]] }).path[0]!.w).toEqualTypeOf<{
  readonly w: number;
  readonly x: number[][];
}>();
expectTypeOf(minimize(f, { w: p }, { given }).path[0]!.gradient).toEqualTypeOf<{ readonly w: Matrix }>();
expectTypeOf(minimize(f, 5, { given }).path[0]!.learningRate).toEqualTypeOf<number | undefined>();
expectTypeOf(minimize(f, 5, { given }).verdict.kind).toEqualTypeOf<'converged' | 'slow' | 'oscillating' | 'diverged'>();
minimize(f as Formula, { any: 5 }, { optimizer: adam(), learningRate: stepDecay(0.1, { every: 2 }), tolerance: 0 });
// @ts-expect-error the formula has no input of that name
minimize(f, { w: 5, z: 3 }, { given });
// @ts-expect-error nor is it given one
minimize(f, 5, { given: { z: 3 } });
// @ts-expect-error a number, rows, a matrix, or a record of these
minimize(f, 'five', { given });
// @ts-expect-error a flat list is no matrix
minimize(f, [5, 6], { given });
// @ts-expect-error an optimizer, not its name
minimize(f, 5, { given, optimizer: 'adam' });
// @ts-expect-error the formula itself, not only its expression
minimize(f.expression, 5);

expectTypeOf(lbfgs).toEqualTypeOf<(options?: LbfgsOptions) => SearchingOptimizer>();
minimize(f, 5, { given, optimizer: lbfgs({ history: 5 }) });
// @ts-expect-error few samples at a time have no loss to search
compareDescents(f, 5, { samples: given, optimizer: lbfgs() });
// @ts-expect-error a search moves by no single gradient, so there is none to clip
clipValue(lbfgs(), { limit: 1 });

expectTypeOf(compareDescents(f, 5, { samples: given })).toEqualTypeOf<DescentComparison<number>>();
expectTypeOf(compareDescents(f, { w: [[5, 6]] }, { samples: given }).miniBatch.w).toEqualTypeOf<{
  readonly w: number[][];
}>();
// @ts-expect-error there is nothing to descend on without samples
compareDescents(f, 5, {});
// @ts-expect-error samples are inputs of the formula
compareDescents(f, 5, { samples: { z: [[1]] } });

expectTypeOf(whereDescentsEnd()).toEqualTypeOf<DescentEnds>();
expectTypeOf(whereDescentsEnd({ seeds: 10 }).ridge.batch.saddle).toEqualTypeOf<number>();
