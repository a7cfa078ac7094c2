import { describe } from 'vitest';
import { bad, describeComplete, describeRefusals, type Refusal, type Refusals } from '../../../refusals.shared.js';
import * as library from '../src/index.js';
import { blas } from '../src/index.js';

const whole = (name: 'threads' | 'smallest'): Refusal[] => [
  ...[0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map(
    (value): Refusal => [
      () => blas({ [name]: value }),
      RangeError,
      `${name}: expected a whole number from 1, got ${value}`,
    ],
  ),
  [() => blas({ [name]: bad('2') }), TypeError, `${name}: expected a whole number from 1, got '2'`],
];
const noName = 'library: expected the name or the path of a library, got 5';

const refusals: Refusals = {
  blas: [...whole('threads'), ...whole('smallest'), [() => blas({ library: bad(5) }), TypeError, noName]],
};

describeRefusals(refusals);
describe('@nn/blas', () => {
  describeComplete(library, [refusals], {
    BlasError: 'an error, as any Error is made',
    blasAvailable: 'loads what blas loads, and refuses what it refuses',
  });
});
