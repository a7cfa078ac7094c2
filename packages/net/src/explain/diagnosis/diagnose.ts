import { checkGiven } from '@nn/formula';
import type { SampleWeights } from '@nn/matrix';
import { channelsOf } from '../../layers/shape.js';
import { walk } from '../../layers/walk.js';
import type { Loss } from '../../loss.js';
import type { Network } from '../../network.js';
import { type RuleName, ruleOf } from '../../rules/index.js';
import type { Rule } from '../../rules/rule.js';
import type { Rows, Targets } from '../../samples.js';
import { traceOf } from '../trace.js';
import { allZero } from './columns.js';
import type { Finding, Place } from './finding.js';
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
export const diagnose = (model: Network, x: Rows, t: Targets, options: DiagnoseOptions): Finding[] =>
  diagnoseOf('diagnose', model, x, t, options);

/** The same for another function, whose name errors begin with. */
export function diagnoseOf(who: string, model: Network, x: Rows, t: Targets, options: DiagnoseOptions): Finding[] {
  checkGiven(who, options, '{ loss: halfSquaredError() }');
  const { loss, rule = 'gradient', weights, classWeights } = options;
  const step = { loss, rule, weights, classWeights };
  const { layers } = traceOf(who, model, x, t, step);
  if (allZero(Array.from(layers.at(-1)!.error.value.data))) return [];
  // What dropout left out in this one step is not lost; but twins, which it treats differently, part.
  const inUse = traceOf(who, model, x, t, { ...step, training: false }).layers;
  const sentBackBy = ruleOf(who, rule);
  return walk(model.inputShape, model.layers).flatMap(({ layer, outputs }, i) => {
    if (layer.paths) return [];
    const [place, placeInUse] = [layers, inUse].map((of): Place => ({ layers: of, i, units: channelsOf(outputs) }));
    return [...twins(place!), ...unreached(placeInUse!, sentBackBy), ...saturated(placeInUse!, layer.activation)];
  });
}
