import {
  checkGiven,
  compareSlopes,
  decisions,
  type Expr,
  type GradientCheck,
  gradients,
  input,
  type Slopes,
  type GradientCheckOptions as SlopesOptions,
  topological,
} from '@nn/formula';
import { type Buffer, compile, executable, reference, type SampleWeights } from '@nn/matrix';
import { forward, type LayerExpressions } from './forward.js';
import { checkLoss, type Loss, objective } from './loss.js';
import type { Network } from './network.js';
import { checkSamples, type Rows, type Targets } from './samples.js';
import type { SamplesInMemory } from './training/split.js';

/** What is checked, and how exactly. */
export interface GradientCheckOptions extends SlopesOptions, SampleWeights {
  readonly loss: Loss;
  /** Whether layers do what they do while training, such as dropping, with the random numbers of one step; false by default. */
  readonly training?: boolean;
}

/**
 * Checks the derived gradient of a whole network against central differences. It does so with the network's own weights, in double precision on the
 * reference backend. What has kinks is named by its layer: `layers.0 (relu): maximum(add(…), 0)`.
 * Throws RangeError where sizes or options do not fit, TypeError where something is of another kind.
 */
export function checkGradients<In, Out>(
  model: Network<In, Out>,
  x: Rows<NoInfer<In>>,
  t: Targets<NoInfer<Out>>,
  options: GradientCheckOptions,
): GradientCheck {
  checkGiven('checkGradients', options, '{ loss: crossEntropy() }');
  checkLoss('checkGradients', options.loss);
  const [samples, targets, weights] = checkSamples('checkGradients', model, x, t, options);
  const slopes = networkSlopes(model, { x: samples, t: targets, weights }, options);
  const numbers = slopes.numbers.subarray(0, model.memory.length);
  return compareSlopes('checkGradients', { ...slopes, numbers }, options);
}

/** The loss of a network in double precision, as a function of a copy of its parameters, and of x behind them. */
export function networkSlopes(
  model: Network,
  { x, t, weights }: SamplesInMemory,
  { loss, training = false, seed = 0 }: GradientCheckOptions,
): Slopes & { readonly numbers: Float32Array | Float64Array } {
  const backend = reference({ dtype: 'f64' });
  const place = (rows: number, cols: number): Buffer => ({
    region: backend.region(rows * cols),
    offset: 0,
    rows,
    cols,
  });
  const random = { seed, step: 0 };
  const segments = [
    ...model.parameters.map(({ name, offset, rows, cols }) => ({ name, offset, rows, cols })),
    { name: 'x', offset: model.memory.length, rows: x.rows, cols: x.cols },
  ];
  const count = model.memory.length + x.rows * x.cols;
  // Behind them what is not differentiated by.
  const flat = place(1, count + model.memory.region.length - model.memory.length);
  const gradient = place(1, count);
  const value = place(1, 1);
  const inputs: Record<string, Buffer> = { t: place(t.rows, t.cols) };
  for (const { name, ...where } of segments) inputs[name] = { ...flat, ...where };
  for (const { name, offset, rows, cols } of model.buffers) {
    inputs[name] = { ...flat, offset: offset + x.rows * x.cols, rows, cols };
  }
  const held = model.memory.copy();
  flat.region.view().set(held.subarray(0, model.memory.length));
  flat.region.view().set(x.data, model.memory.length);
  flat.region.view().set(held.subarray(model.memory.length), count);
  const numbers = flat.region.view(0, count);
  inputs.t!.region.view().set(t.data);
  if (weights) {
    inputs.weights = place(weights.rows, 1);
    inputs.weights.region.view().set(weights.data);
  }

  const layers = forward(model.inputShape, model.layers, { training });
  const expression = objective(loss, model.layers, layers, weights && input('weights'));
  const derived = gradients(
    expression,
    segments.map(({ name }) => name),
  );
  const compiled = (outputs: readonly { value: Expr; into: Buffer }[]) =>
    executable(backend, [compile({ backend, inputs, outputs, batch: 0 })]);
  const lossProgram = compiled([{ value: expression, into: value }]);
  compiled(segments.map(({ name, ...where }) => ({ value: derived[name]!, into: { ...gradient, ...where } }))).run(
    0,
    random,
  );

  const names = kinkNames(model, layers, loss);
  const given = Object.fromEntries(
    Object.entries(inputs).map(([name, { region, offset, rows, cols }]) => [
      name,
      { rows: rows as number, cols: cols as number, data: region.view(offset, (rows as number) * (cols as number)) },
    ]),
  );
  return {
    numbers,
    segments,
    analytic: gradient.region.view(),
    value: () => {
      lossProgram.run(0, random);
      return value.region.view()[0]!;
    },
    decisions: () =>
      decisions(expression, given, { random }).map((d) => ({ ...d, name: `${names(d.node)}: ${d.name}` })),
  };
}

/** Which part of a network a node of its loss belongs to: `layers.0 (dense)`, `layers.0 (relu)`, `meanSquaredError`. */
function kinkNames(model: Network, expressions: readonly LayerExpressions[], loss: Loss): (node: Expr) => string {
  const names = new Map<Expr, string>();
  expressions.forEach(({ sum, output }, i) => {
    const { kind, activation } = model.layers[i]!;
    for (const [root, name] of [
      [sum, kind],
      [output, activation?.name ?? kind],
    ] as const) {
      for (const node of topological([root])) if (!names.has(node)) names.set(node, `layers.${i} (${name})`);
    }
  });
  return (node) => names.get(node) ?? loss.name;
}
