import {
  checkGiven,
  checkMade,
  compareSlopes,
  formula,
  type GradientCheck,
  joinChecks,
  mul,
  square,
  sub,
  sum,
} from '@nn/formula';
import { random, reference, type SampleWeights } from '@nn/matrix';
import { type GradientCheckOptions, networkSlopes } from './check-gradients.js';
import type { Layer } from './layers/layer.js';
import type { Loss } from './loss.js';
import { type NetworkOptions, network } from './network.js';
import { checkSamples, type Rows, toMatrix } from './samples.js';

/** What is checked, and how exactly. `seed` also decides the first parameters. */
export interface LayerCheckOptions extends Omit<GradientCheckOptions, 'loss' | 'by' | keyof SampleWeights> {
  /** What the network is told of the layer's inputs; as many as x has columns unless given. */
  readonly inputs?: NetworkOptions['inputs'];
}

/** Half the squared distance to targets that are random, so that a random part of every output goes back. Squares cannot cancel. */
const distance: Loss = {
  name: 'distance',
  formula: formula(['y', 't'], (y, t) => mul(0.5, sum(square(sub(y, t))))),
};

/**
 * Checks the derivatives of one layer against central differences: `checkLayer(dense(3, tanh), x).passed`. They are by its parameters, as its own
 * initializers make them, and by its input x (n x inputs), in double precision. A layer that has an activation is checked without it too, so the worst
 * is called `sum: layers.0.weight[2, 1]` or `output: x[0, 1]`. Throws RangeError where sizes or options do not fit, TypeError where something is of another kind.
 */
export function checkLayer(layer: Layer, x: Rows, options: LayerCheckOptions = {}): GradientCheck {
  const fits = typeof layer?.forward === 'function';
  checkMade('checkLayer: layer', layer, 'a layer such as dense(3, tanh)', fits);
  const given = toMatrix(x, 'checkLayer: x', 0);
  if (given.rows === 0) throw new RangeError('checkLayer: x: expected at least one sample, got none');
  const { inputs = given.cols, seed = 0 } = checkGiven('checkLayer', options, '{ samples: 100 }');
  const check = (only: Layer) => {
    const model = network({ inputs, layers: [only], seed, backend: reference({ dtype: 'f64' }) });
    const [samples, t] = checkSamples('checkLayer', model, given, random(seed).normal(given.rows, model.outputs));
    return compareSlopes(
      'checkLayer',
      networkSlopes(model, { x: samples, t }, { ...options, loss: distance }),
      options,
    );
  };
  const { activation, ...bare } = layer;
  return joinChecks({ ...(activation && { sum: check(bare) }), output: check(layer) });
}
