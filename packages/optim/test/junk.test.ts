import { formula, mean, square, sub } from '@nn/formula';
import { matrix } from '@nn/matrix';
import { describe } from 'vitest';
import { describeJunk, type JunkPlace } from '../../../refusals.shared.js';
import * as optim from '../src/index.js';

/** A rate, and the options of a schedule. */
const schedule = (options: object): readonly JunkPlace[] => [
  { before: [options], accepts: ['7.5'] },
  { behind: [0.1] },
];
const parabola = formula(['w'], (w) => mean(square(w)));

describeJunk(optim, {
  constant: [{ accepts: ['7.5'] }],
  cosineDecay: schedule({ over: 5 }),
  cosineRestarts: schedule({ every: 5 }),
  exponentialDecay: schedule({ decay: 0.1 }),
  inverseTimeDecay: schedule({ decay: 0.1 }),
  onPlateau: schedule({}),
  oneCycle: schedule({ over: 5 }),
  multiStepDecay: schedule({ at: [2] }),
  polynomialDecay: schedule({ over: 5 }),
  stepDecay: schedule({ every: 5 }),
  listed: [{}, { behind: [[0.1]] }],
  warmup: [{ before: [{ over: 2 }], accepts: ['a function'] }, { behind: [() => 0.1] }],
  batches: [{ before: [1] }, { behind: [3] }, { behind: [3, 2] }],
  clipValue: [{ before: [{ limit: 1 }] }, { behind: [optim.sgd()] }],
  clipGlobalNorm: [{ before: [{ max: 1 }] }, { behind: [optim.sgd()] }],
  compareDescents: [
    { before: [1, { samples: {} }] },
    { behind: [parabola], before: [{ samples: {} }] },
    { behind: [parabola, 1] },
  ],
  minimize: [{ before: [1] }, { behind: [parabola], accepts: ['7.5'] }, { behind: [parabola, 1] }],
});

// What optimizers do, refused by the name of the optimizer.
const one = matrix([[1]]);
const made = optim.adam({ weightDecay: 0.1 });
describe('what an optimizer does', () => {
  describeJunk({ adam: made.init }, {});
  const begun = made.init(one);
  describeJunk(
    { adam: made.step },
    {
      adam: [
        { before: [one, begun] },
        { behind: [one], before: [begun] },
        { behind: [one, one] },
        { behind: [one, one, begun] },
      ],
    },
  );
  const groups = (groups: unknown) => made.step(one, one, begun, { groups: groups as [] });
  describeJunk({ adam: groups }, { adam: [{ accepts: ['[]'] }] });
  describeJunk({ adam: (group: unknown) => groups([group]) }, {});
  describeJunk({ adam: (offset: unknown) => groups([{ offset, length: 1, settings: {} }]) }, {});
  describeJunk({ adam: (length: unknown) => groups([{ offset: 0, length, settings: {} }]) }, {});
  describeJunk({ adam: (settings: unknown) => groups([{ offset: 0, length: 1, settings }]) }, {});
  describeJunk({ sgd: (nesterov: never) => optim.sgd({ momentum: 0.9, nesterov }) }, { sgd: [{ accepts: ['true'] }] });
  describeJunk({ rmsProp: (centered: never) => optim.rmsProp({ centered }) }, { rmsProp: [{ accepts: ['true'] }] });
  describeJunk({ adam: (amsgrad: never) => optim.adam({ amsgrad }) }, { adam: [{ accepts: ['true'] }] });
});

describe('what a search does', () => {
  const lbfgs = optim.lbfgs();
  const begun = lbfgs.init(one);
  const here = { loss: 1, gradient: one };
  describeJunk({ lbfgs: lbfgs.init }, {});
  describeJunk(
    { lbfgs: lbfgs.search },
    {
      lbfgs: [
        { before: [here, () => here, begun] },
        { behind: [one], before: [() => here, begun] },
        { behind: [one, here], before: [begun] },
        { behind: [one, here, () => here] },
        { behind: [one, here, () => here, begun] },
      ],
    },
  );
});

describe('options of descents', () => {
  const descend = (options: object) => optim.minimize(parabola, 1, options);
  describeJunk({ minimize: (optimizer: unknown) => descend({ optimizer }) }, {});
  describeJunk({ minimize: (given: unknown) => descend({ given }) }, {});
  describeJunk(
    { minimize: (learningRate: unknown) => descend({ learningRate, steps: 1 }) },
    { minimize: [{ accepts: ['7.5', 'a function'] }] },
  );
  describeJunk({ minimize: (steps: unknown) => descend({ steps }) }, {});
  describeJunk({ minimize: (tolerance: unknown) => descend({ tolerance }) }, { minimize: [{ accepts: ['7.5'] }] });
  const race = (options: object) =>
    optim.compareDescents(
      formula(['w', 'x'], (w, x) => mean(square(sub(w, x)))),
      1,
      { samples: { x: [[1], [2]] }, ...options },
    );
  for (const name of ['samples', 'given', 'optimizer', 'epochs', 'miniBatch', 'seed']) {
    describeJunk({ compareDescents: (value: unknown) => race({ [name]: value }) }, {});
  }
});
