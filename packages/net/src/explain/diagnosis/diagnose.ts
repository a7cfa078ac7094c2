import type { SampleWeights } from '@nn/matrix';
import type { Loss } from '../../loss.js';
import type { Network } from '../../network.js';
import { type RuleName, ruleOf } from '../../rules/index.js';
import type { Rule } from '../../rules/rule.js';
import type { Rows, Targets } from '../../samples.js';
import { trace } from '../trace.js';
import { allZero } from './columns.js';
import type { Finding } from './finding.js';
import { saturated } from './saturated.js';
import { twins } from './twins.js';
import { unreached } from './unreached.js';

/** What a diagnosis asks for; samples have weights as in `fit`. */
export interface DiagnoseOptions extends SampleWeights {
  readonly loss: Loss;
  /** How errors are sent back: 'gradient' unless given. */
  readonly rule?: RuleName | Rule;
}

/**
 * Looks at one step of training on these samples and names the units that cannot learn. Those are twins, those that no gradient reaches, those whose
 * gradient is not finite, and those whose activation is flat. Nothing is found where the outputs are the targets already, nor in a single layer that
 * begins at 0: with a convex loss it learns from there (Bishop: Pattern Recognition and Machine Learning, 4.3). The network is not moved.
 * Throws as `trace` does.
 */
export function diagnose(
  model: Network,
  x: Rows,
  t: Targets,
  { loss, rule = 'gradient', weights, classWeights }: DiagnoseOptions,
): Finding[] {
  const step = { loss, rule, weights, classWeights };
  const { layers } = trace(model, x, t, step);
  if (allZero(Array.from(layers.at(-1)!.error.value.data))) return [];
  // What dropout left out in this one step is not lost; but twins, which it treats differently, part.
  const inUse = trace(model, x, t, { ...step, training: false }).layers;
  return layers.flatMap((_, i) => [
    ...twins({ layers, i }),
    ...unreached({ layers: inUse, i }, ruleOf(rule)),
    ...saturated({ layers: inUse, i }, model.layers[i]!.activation),
  ]);
}
