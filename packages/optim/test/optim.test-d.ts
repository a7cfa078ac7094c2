import { input, mul, sub } from '@nn/formula';
import { matrix, random } from '@nn/matrix';
import { expectTypeOf } from 'vitest';
import {
  type AdamOptions,
  adam,
  adamW,
  batches,
  exponentialDecay,
  inverseTimeDecay,
  type Optimizer,
  type OptimizerState,
  optimizer,
  type Schedule,
  type StepOptions,
  sgd,
  stepDecay,
  type Time,
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

expectTypeOf<Schedule>().toEqualTypeOf<(time: Time) => number>();
expectTypeOf(stepDecay(0.1, { every: 2, factor: 0.5, per: 'step' })).toEqualTypeOf<Schedule>();
expectTypeOf(exponentialDecay(0.1, { decay: 1 })).toEqualTypeOf<Schedule>();
expectTypeOf(inverseTimeDecay(0.1, { decay: 1, per: 'epoch' })).toEqualTypeOf<Schedule>();
// @ts-expect-error how fast it falls has no default
exponentialDecay(0.1);
// @ts-expect-error counted in steps or epochs
inverseTimeDecay(0.1, { decay: 1, per: 'batch' });

expectTypeOf(batches(10, 'all', random(0))).toEqualTypeOf<Generator<Int32Array>>();
// @ts-expect-error 'all' is the one word
batches(10, 'mini');
// @ts-expect-error a stream of random numbers, not its seed
batches(10, 2, 0);
