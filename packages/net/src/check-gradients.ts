import { gradients } from '@nn/formula';
import { type Buffer, compile, executable, type Matrix, random, reference } from '@nn/matrix';
import { forward } from './forward.js';
import { type Loss, lossExpression } from './loss.js';
import type { Network } from './network.js';
import { checkSamples, type Rows } from './samples.js';

/** One derivative, computed twice. */
export interface GradientDifference {
  /** `layers.0.weight[2, 1]` */
  readonly parameter: string;
  /** From the derived formula. */
  readonly analytic: number;
  /** From the loss on either side: (L(w + h) - L(w - h)) / 2h. */
  readonly numeric: number;
  /** |analytic - numeric| / max(|analytic|, |numeric|, 1e-6) */
  readonly relativeError: number;
}

export interface GradientCheck {
  /** Whether the worst relative error is within the tolerance. */
  readonly passed: boolean;
  readonly checked: number;
  /** How many of them stand at a kink (a ReLU whose sum is exactly 0), where any slope between the two sides is right. */
  readonly kinks: number;
  readonly worst: GradientDifference;
}

export interface GradientCheckOptions {
  readonly loss: Loss;
  /** How many parameters are checked, drawn at random; all of them if there are not more. 200 by default. */
  readonly samples?: number;
  /** 1e-6 by default: central differences in double precision are good to about 1e-8. */
  readonly tolerance?: number;
  readonly seed?: number;
}

/** Half the distance between the two losses, in units of the weight: near the cube root of double precision. */
const STEP = 1e-5;

/**
 * Checks the derived gradient of a whole network against central differences, in double precision on the reference
 * backend, with the network's own weights. Throws RangeError where sizes do not fit.
 */
export function checkGradients(model: Network, x: Rows, t: Rows, options: GradientCheckOptions): GradientCheck {
  const { loss, samples = 200, tolerance = 1e-6, seed = 0 } = options;
  const [inputs, targets] = checkSamples('checkGradients', model, x, t);
  const { gradientAt, lossAt, weights } = build(model, inputs, targets, loss);
  const analytic = gradientAt();
  const here = lossAt();
  let kinks = 0;

  const chosen = random(seed).permutation(weights.length).subarray(0, samples);
  let worst: GradientDifference = { parameter: 'none', analytic: 0, numeric: 0, relativeError: 0 };
  for (const k of chosen) {
    const before = weights[k]!;
    const h = STEP * Math.max(1, Math.abs(before));
    weights[k] = before + h;
    const up = lossAt();
    weights[k] = before - h;
    const down = lossAt();
    weights[k] = before;
    if (isKink((here - down) / h, (up - here) / h, analytic[k]!)) {
      kinks++;
      continue;
    }
    const numeric = (up - down) / (2 * h);
    const difference = Math.abs(analytic[k]! - numeric);
    const relativeError = difference / Math.max(Math.abs(analytic[k]!), Math.abs(numeric), 1e-6);
    if (!(relativeError <= worst.relativeError) || worst.parameter === 'none') {
      worst = { parameter: nameOf(model, k), analytic: analytic[k]!, numeric, relativeError };
    }
  }
  return { passed: worst.relativeError <= tolerance, checked: chosen.length, kinks, worst };
}

/** Whether the slopes on both sides differ by more than curvature explains, and the derivative lies between them. */
function isKink(left: number, right: number, analytic: number): boolean {
  const size = Math.max(Math.abs(left), Math.abs(right), 1e-6);
  const slack = 1e-3 * size;
  return (
    Math.abs(right - left) > 10 * slack &&
    analytic >= Math.min(left, right) - slack &&
    analytic <= Math.max(left, right) + slack
  );
}

const nameOf = (model: Network, k: number): string => {
  const p = model.parameters.find(({ offset, length }) => k >= offset && k < offset + length)!;
  return `${p.name}[${Math.floor((k - p.offset) / p.cols)}, ${(k - p.offset) % p.cols}]`;
};

/** The loss and its gradient in double precision, as functions of a copy of the weights. */
function build(model: Network, x: Matrix, t: Matrix, loss: Loss) {
  const backend = reference({ dtype: 'f64' });
  const n = model.memory.length;
  const place = (rows: number, cols: number): Buffer => ({
    region: backend.region(rows * cols),
    offset: 0,
    rows,
    cols,
  });
  const flat = place(1, n);
  const gradient = place(1, n);
  const value = place(1, 1);
  const inputs: Record<string, Buffer> = { x: place(x.rows, x.cols), t: place(t.rows, t.cols) };
  inputs.x!.region.view().set(x.data);
  inputs.t!.region.view().set(t.data);
  for (const { name, offset, rows, cols } of model.parameters) inputs[name] = { ...flat, offset, rows, cols };
  flat.region.view().set(model.memory.copy());

  const expression = lossExpression(
    loss,
    model.layers.at(-1)!,
    forward(model.inputs, model.layers, { training: false }).at(-1)!,
  );
  const slopes = gradients(
    expression,
    model.parameters.map((p) => p.name),
  );
  const lossPlan = compile({ backend, inputs, outputs: [{ value: expression, into: value }], batch: 0 });
  const gradientPlan = compile({
    backend,
    inputs,
    outputs: model.parameters.map(({ name, offset, rows, cols }) => ({
      value: slopes[name]!,
      into: { ...gradient, offset, rows, cols },
    })),
    batch: 0,
  });
  const lossProgram = executable(backend, [lossPlan]);
  const gradientProgram = executable(backend, [gradientPlan]);
  return {
    weights: flat.region.view(),
    lossAt: () => {
      lossProgram.run(0);
      return value.region.view()[0]!;
    },
    gradientAt: () => {
      gradientProgram.run(0);
      return gradient.region.view().slice();
    },
  };
}
