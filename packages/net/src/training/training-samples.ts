import { type SampleWeights, sampleWeights, zeros } from '@nn/matrix';
import { isSource, type RowSource } from '../row-source.js';
import {
  checkColumns,
  checkInputs,
  checkModel,
  checkSameRows,
  checkSamples,
  checkTargets,
  type Rows,
  type Targets,
} from '../samples.js';
import type { Samples } from './split.js';

/**
 * Samples to train on: as `checkSamples` has them, or read as they are needed. Throws what that throws, and TypeError where classes are weighted whose rows nobody has seen.
 */
export function trainingSamples(
  who: string,
  model: { inputs: number; outputs: number; memory?: unknown },
  x: Rows | RowSource,
  t: Targets | RowSource,
  counts: SampleWeights = {},
): Samples {
  if (!isSource(x) && !isSource(t)) {
    const [samples, targets, weights] = checkSamples(who, model, x, t, counts);
    return { x: samples, t: targets, weights };
  }
  checkModel(who, model);
  const samples = isSource(x) ? x : checkInputs(who, model, x);
  const targets = isSource(t) ? t : checkTargets(who, model, t);
  checkColumns(`${who}: x`, samples, model.inputs, 'this network takes');
  checkColumns(`${who}: t`, targets, model.outputs, 'this network gives');
  checkSameRows(who, samples, targets);
  if (!isSource(targets)) return { x: samples, t: targets, weights: sampleWeights(targets, counts, { name: who }) };
  if (counts.classWeights !== undefined) {
    throw new TypeError(
      `${who}: classWeights: expected none where targets are read as they are needed; give weights, one for each sample`,
    );
  }
  return { x: samples, t: targets, weights: sampleWeights(zeros(targets.rows, 1), counts, { name: who }) };
}
