import type { Pipeline, Table } from '@nn/data';
import type { Diagnosis } from '../diagnosis.js';
import { classImbalance } from './class-imbalance.js';
import { constantColumn } from './constant-column.js';
import { duplicateRows } from './duplicate-rows.js';
import { type Samples, samplesOf } from './samples.js';
import { targetAsFeature } from './target-as-feature.js';

/** Every look at the data, in order. */
const checks: readonly ((samples: Samples) => readonly Diagnosis[])[] = [
  targetAsFeature,
  duplicateRows,
  classImbalance,
  constantColumn,
];

/** What is wrong with samples: what is learnt from, and what is held back, as numbers. */
export const lookAtSamples = (samples: Samples): Diagnosis[] => checks.flatMap((check) => check(samples));

/** What is wrong with a table as a pipeline reads it: `train` is what is learnt from, `held` what is held back. Throws what `encode` throws. */
export const lookAtData = ({
  train,
  held,
  pipeline,
}: {
  readonly train: Table;
  readonly held?: Table | undefined;
  readonly pipeline: Pipeline;
}): Diagnosis[] => lookAtSamples(samplesOf(train, held, pipeline));
