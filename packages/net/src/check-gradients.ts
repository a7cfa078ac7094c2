import { gradients, input } from '@nn/formula';
import { type Buffer, compile, executable, type Matrix, random, reference, type SampleWeights } from '@nn/matrix';
import { forward } from './forward.js';
import { type Loss, objective } from './loss.js';
import type { Network } from './network.js';
import { checkSamples, type Rows, type Targets } from './samples.js';

/** One derivative, computed twice. */
export interface GradientDifference {
  /** `layers.0.weight[2, 1]` */
  readonly parameter: string;
  /** From the derived formula. */
  readonly analytic: number;
  /** From the loss on either side: (L(w + h) - L(w - h)) / 2h. */
  readonly numeric: number;
  /**
   * What of |analytic - numeric| rounding does not explain, by the larger of the two (by a millionth of the largest derivative, if
   * both are smaller).
   */
  readonly relativeError: number;
}

/** What a gradient check found. */
export interface GradientCheck {
  /** Whether the worst relative error is within the tolerance. */
  readonly passed: boolean;
  readonly checked: number;
  /** How many of them stand at a kink (a ReLU whose sum is exactly 0), where any slope between the two sides is right. */
  readonly kinks: number;
  readonly worst: GradientDifference;
}

/** What is checked, and how exactly. */
export interface GradientCheckOptions extends SampleWeights {
  readonly loss: Loss;
  /** How many parameters are checked, drawn at random; all of them if there are not more. 200 by default. */
  readonly samples?: number;
  /** 1e-6 by default. */
  readonly tolerance?: number;
  readonly seed?: number;
}

/**
 * Distances from the weight to where the loss is looked at, in units of the weight. A wrong derivative is wrong at all of them; a right one may meet
 * a kink at the wide ones and drown in rounding at the narrow ones.
 */
const STEPS = [1e-4, 1e-5, 1e-6, 1e-7];

/** How many roundings of the loss the difference of two losses may be off by. */
const ROUNDINGS = 20;
/** Where rounding is a larger part of a derivative than this, a difference tells nothing. */
const DROWNED = 1e-4;

/**
 * Checks the derived gradient of a whole network against central differences, in double precision on the reference
 * backend, with the network's own weights. Throws RangeError where sizes or options do not fit.
 */
export function checkGradients(model: Network, x: Rows, t: Targets, options: GradientCheckOptions): GradientCheck {
  const { loss, samples = 200, tolerance = 1e-6, seed = 0 } = options;
  if (!(samples >= 1)) throw new RangeError(`checkGradients: samples: expected a number from 1, got ${samples}`);
  const [inputs, targets, counts] = checkSamples('checkGradients', model, x, t, options);
  const { gradientAt, lossAt, weights } = build(
    model,
    { x: inputs, t: targets, ...(counts && { weights: counts }) },
    loss,
  );
  const analytic = gradientAt();
  const here = lossAt();
  const smallest = 1e-6 * Array.from(analytic).reduce((most, v) => Math.max(most, Math.abs(v)), Number.MIN_VALUE);

  /** One derivative by differences of this width, and both one-sided slopes. */
  const probe = (k: number, step: number) => {
    const before = weights[k]!;
    const h = step * Math.max(1, Math.abs(before));
    weights[k] = before + h;
    const up = lossAt();
    weights[k] = before - h;
    const down = lossAt();
    weights[k] = before;
    const noise = (ROUNDINGS * Number.EPSILON * Math.max(Math.abs(up), Math.abs(down))) / h;
    const numeric = (up - down) / (2 * h);
    const unexplained = Math.max(0, Math.abs(analytic[k]! - numeric) - noise);
    const size = Math.max(Math.abs(analytic[k]!), Math.abs(numeric), smallest);
    return {
      numeric,
      relativeError: unexplained / size,
      noise,
      drowned: noise > DROWNED * size,
      left: (here - down) / h,
      right: (up - here) / h,
    };
  };

  const chosen = random(seed).permutation(weights.length).subarray(0, samples);
  let kinks = 0;
  let worst: GradientDifference = { parameter: 'none', analytic: 0, numeric: 0, relativeError: 0 };
  for (const k of chosen) {
    let best = probe(k, STEPS[0]!);
    for (const step of STEPS.slice(1)) {
      if (best.relativeError <= tolerance) break;
      const next = probe(k, step);
      if (next.drowned) break;
      if (next.relativeError < best.relativeError) best = next;
    }
    // At a narrow distance curvature is nothing and a kink is all there.
    if (best.relativeError > tolerance && isKink(probe(k, 1e-6), analytic[k]!)) kinks++;
    else if (!(best.relativeError <= worst.relativeError) || worst.parameter === 'none') {
      const { numeric, relativeError } = best;
      worst = { parameter: nameOf(model, k), analytic: analytic[k]!, numeric, relativeError };
    }
  }
  return { passed: worst.relativeError <= tolerance, checked: chosen.length, kinks, worst };
}

/** Whether the slopes on both sides differ by more than rounding and curvature explain, and the derivative lies between them. */
function isKink({ left, right, noise }: { left: number; right: number; noise: number }, analytic: number): boolean {
  const slack = 1e-3 * Math.max(Math.abs(left), Math.abs(right)) + 2 * noise;
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
function build(model: Network, samples: Readonly<Record<string, Matrix>>, loss: Loss) {
  const backend = reference({ dtype: 'f64' });
  const n = model.memory.region.length;
  const place = (rows: number, cols: number): Buffer => ({
    region: backend.region(rows * cols),
    offset: 0,
    rows,
    cols,
  });
  const flat = place(1, n);
  const gradient = place(1, model.memory.length);
  const value = place(1, 1);
  const inputs: Record<string, Buffer> = {};
  for (const [name, { rows, cols, data }] of Object.entries(samples)) {
    inputs[name] = place(rows, cols);
    inputs[name].region.view().set(data);
  }
  for (const { name, offset, rows, cols } of [...model.parameters, ...model.buffers]) {
    inputs[name] = { ...flat, offset, rows, cols };
  }
  flat.region.view().set(model.memory.copy());

  const expressions = forward(model.inputShape, model.layers, { training: false });
  const expression = objective(loss, model.layers, expressions, samples.weights && input('weights'));
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
    weights: flat.region.view(0, model.memory.length),
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
