import {
  compareSlopes,
  decisions,
  type Expr,
  type GradientCheck,
  gradients,
  type Slopes,
  type GradientCheckOptions as SlopesOptions,
  topological,
} from '@nn/formula';
import { type Buffer, compile, executable, type Matrix, reference } from '@nn/matrix';
import { forward, type LayerExpressions } from './forward.js';
import { type Loss, lossExpression } from './loss.js';
import type { Network } from './network.js';
import { checkSamples, type Rows } from './samples.js';

/** What is checked, and how exactly. */
export interface GradientCheckOptions extends SlopesOptions {
  readonly loss: Loss;
  /** Whether layers do what they do while training, such as dropping, with the random numbers of one step; false by default. */
  readonly training?: boolean;
}

/**
 * Checks the derived gradient of a whole network against central differences, in double precision on the reference
 * backend, with the network's own weights. What has kinks is named by its layer: `layers.0 (relu): maximum(add(…), 0)`.
 * Throws RangeError where sizes or options do not fit.
 */
export function checkGradients(model: Network, x: Rows, t: Rows, options: GradientCheckOptions): GradientCheck {
  const [inputs, targets] = checkSamples('checkGradients', model, x, t);
  const slopes = networkSlopes(model, inputs, targets, options);
  const numbers = slopes.numbers.subarray(0, model.memory.length);
  return compareSlopes('checkGradients', { ...slopes, numbers }, options);
}

/** The loss of a network in double precision, as a function of a copy of its parameters, and of x behind them. */
export function networkSlopes(
  model: Network,
  x: Matrix,
  t: Matrix,
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
  const flat = place(1, model.memory.length + x.rows * x.cols);
  const gradient = place(1, model.memory.length + x.rows * x.cols);
  const value = place(1, 1);
  const inputs: Record<string, Buffer> = { t: place(t.rows, t.cols) };
  for (const { name, ...where } of segments) inputs[name] = { ...flat, ...where };
  const numbers = flat.region.view();
  numbers.set(model.memory.copy());
  numbers.set(x.data, model.memory.length);
  inputs.t!.region.view().set(t.data);

  const layers = forward(model.inputs, model.layers, { training });
  const expression = lossExpression(loss, model.layers.at(-1)!, layers.at(-1)!);
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
