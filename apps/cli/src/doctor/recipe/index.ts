import type { Diagnosis } from '../diagnosis.js';
import { lossNeedsProbabilities } from './loss-needs-probabilities.js';
import { softmaxOfOneOutput } from './softmax-of-one-output.js';
import { softmaxTwice } from './softmax-twice.js';
import type { Subject } from './subject.js';
import { targetsOutsideRange } from './targets-outside-range.js';
import { unscaledColumns } from './unscaled-columns.js';
import { unscaledTargets } from './unscaled-targets.js';

/** Every look at a network with its loss and its targets, in order. */
const checks: readonly ((subject: Subject) => readonly Diagnosis[])[] = [
  softmaxOfOneOutput,
  softmaxTwice,
  lossNeedsProbabilities,
  targetsOutsideRange,
  unscaledColumns,
  unscaledTargets,
];

/** What is wrong with a network, its loss and its targets, before anything is trained. */
export const lookAtRecipe = (subject: Subject): Diagnosis[] => checks.flatMap((check) => check(subject));
