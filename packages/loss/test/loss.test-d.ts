import { type Formula, mean, sub } from '@nn/formula';
import { type Matrix, matrix, zeros } from '@nn/matrix';
import { expectTypeOf } from 'vitest';
import { type Link, type Loss, loss, meanSquaredError, type Weights, weighted } from '../src/index.js';

const mse = meanSquaredError();
const y = matrix([[1]]);

expectTypeOf(meanSquaredError).toEqualTypeOf<() => Loss>();
expectTypeOf(mse.formula).toEqualTypeOf<Formula<'y' | 't'>>();
expectTypeOf(mse.link).toEqualTypeOf<Link | undefined>();
expectTypeOf(mse.value(y, y)).toEqualTypeOf<number>();
expectTypeOf(mse.gradient(y, y, { weights: y, out: y })).toEqualTypeOf<Matrix>();
expectTypeOf<Weights>().toEqualTypeOf<{ readonly weights?: Matrix; readonly classWeights?: readonly number[] }>();
expectTypeOf(mse.value(y, Int32Array.of(0), { classWeights: [1, 2] })).toEqualTypeOf<number>();
expectTypeOf(weighted(mse.formula)).toEqualTypeOf<Formula<'y' | 't' | 'weights'>>();

// @ts-expect-error the sizes differ
mse.value(zeros(2, 3), zeros(4, 5));
// @ts-expect-error outputs are a matrix
mse.value([[1]], [[2]]);
// @ts-expect-error class numbers are an Int32Array
mse.value(y, [0]);
// @ts-expect-error there is one gradient to write to, none for a value
mse.value(y, y, { out: y });
// @ts-expect-error weights are a matrix, n x 1
mse.value(y, y, { weights: [1] });

expectTypeOf(loss('own', (output, target) => mean(sub(output, target)))).toEqualTypeOf<Loss>();
// @ts-expect-error a loss is made of expressions, not of numbers
loss('own', (output, target) => output - target);
// @ts-expect-error a link names its activation
loss('own', (output) => mean(output), { build: (z) => mean(z) });

// An object that says the same is a loss too: there is nothing to derive from.
const literal: Loss = { name: 'own', formula: mse.formula, value: () => 0, gradient: () => y };
expectTypeOf(literal).toExtend<Loss>();
