/** What @nn/loss and @nn/optim give fits the interfaces that @nn/net, which imports neither, declares for itself. */
import { mean } from '@nn/formula';
import type * as losses from '@nn/loss';
import { crossEntropy, loss } from '@nn/loss';
import type * as optim from '@nn/optim';
import { adam, exponentialDecay, inverseTimeDecay, lbfgs, onPlateau, sgd, stepDecay } from '@nn/optim';
import { expectTypeOf } from 'vitest';
import {
  fit,
  type Loss,
  network,
  type Optimizer,
  type OptimizerState,
  type Schedule,
  type SearchingOptimizer,
} from '../src/index.js';

expectTypeOf<losses.Loss>().toExtend<Loss>();
expectTypeOf<losses.Link>().toExtend<NonNullable<Loss['link']>>();
expectTypeOf<optim.Optimizer>().toExtend<Optimizer>();
expectTypeOf<optim.SearchingOptimizer>().toExtend<SearchingOptimizer>();
expectTypeOf<optim.OptimizerState>().toEqualTypeOf<OptimizerState>();
expectTypeOf<optim.Schedule>().toEqualTypeOf<Schedule>();

// The network asks for less, so that an object written by hand is enough.
expectTypeOf<Loss>().not.toExtend<losses.Loss>();
expectTypeOf<Optimizer>().not.toExtend<optim.Optimizer>();
const byHand: Loss = { name: 'by hand', formula: crossEntropy().formula };

const model = network({ inputs: 1, layers: [] });
const sgdOptimizer = sgd();
for (const each of [byHand, crossEntropy(), loss('own', (y) => mean(y))]) {
  for (const optimizer of [sgdOptimizer, adam(), lbfgs()]) fit(model, [[1]], [[1]], { loss: each, optimizer });
}
for (const learningRate of [
  0.1,
  stepDecay(0.1, { every: 2 }),
  onPlateau(0.1),
  ({ epoch }: optim.Time) => 1 / (1 + epoch),
]) {
  fit(model, [[1]], [[1]], { loss: byHand, optimizer: sgdOptimizer, learningRate });
}
expectTypeOf(exponentialDecay(0.1, { decay: 1 })).toExtend<Schedule>();
expectTypeOf(inverseTimeDecay(0.1, { decay: 1 })).toExtend<Schedule>();

fit(model, [[1]], Int32Array.of(0), { loss: byHand, optimizer: sgdOptimizer, weights: [1], classWeights: [1, 2] });
// @ts-expect-error class numbers are an Int32Array
fit(model, [[1]], [0], { loss: byHand, optimizer: sgdOptimizer });
// @ts-expect-error weights are a list of numbers
fit(model, [[1]], [[1]], { loss: byHand, optimizer: sgdOptimizer, weights: [[1]] });
// @ts-expect-error a factory is not yet a loss
fit(model, [[1]], [[1]], { loss: crossEntropy, optimizer: sgdOptimizer });
// @ts-expect-error a schedule is a learning rate, not an optimizer
fit(model, [[1]], [[1]], { loss: byHand, optimizer: stepDecay(0.1, { every: 2 }) });
