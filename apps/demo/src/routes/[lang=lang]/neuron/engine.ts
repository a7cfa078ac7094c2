import { derivative } from '@nn/formula';
import { halfSquaredError } from '@nn/loss';
import { matrix, reference } from '@nn/matrix';
import { dense, type Network, NonFiniteError, network, type StepReport, steps } from '@nn/net';
import { sgd } from '@nn/optim';
import { activations } from './activations.js';
import { afterStep, curve, meanLosses } from './curve.js';
import type { Sample } from './datasets.js';
import { neuronLoss, parameterNames, weightedSum } from './formulas.js';
import { type Parameters, type Pass, PLANE, type Report, type Request, type Settings } from './protocol.js';

/** A loss beyond this is called diverged: the plots have nothing more to show. */
const LARGEST_LOSS = 1e6;

// Double precision: here people read the digits.
const PRECISION = { dtype: 'f64' } as const;

const inputsOf = (samples: readonly Sample[]) =>
  matrix(
    samples.map(({ x1, x2 }) => [x1, x2]),
    PRECISION,
  );
const targetsOf = (samples: readonly Sample[]) =>
  matrix(
    samples.map(({ t }) => [t]),
    PRECISION,
  );

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** The middle of every cell of the plane, row by row from the top. */
const planeInputs = matrix(
  Array.from({ length: PLANE.count ** 2 }, (_, k) => {
    const cell = (PLANE.to - PLANE.from) / PLANE.count;
    const [i, j] = [Math.floor(k / PLANE.count), k % PLANE.count];
    return [PLANE.from + (j + 0.5) * cell, PLANE.to - (i + 0.5) * cell];
  }),
  PRECISION,
);

/** A network of one neuron, its training under way, and for which settings both were made. */
interface Made {
  readonly key: string;
  readonly model: Network;
  readonly training: Iterator<StepReport>;
  rate: number;
}

function make({ activation, samples }: Settings, key: string): Made {
  const model = network({
    inputs: 2,
    layers: [dense(1, activations[activation])],
    backend: reference(PRECISION),
  });
  const made: Made = {
    key,
    model,
    rate: 0,
    training: steps(model, inputsOf(samples), targetsOf(samples), {
      loss: halfSquaredError(),
      optimizer: sgd(),
      batchSize: 'all',
      shuffle: false,
      learningRate: () => made.rate,
    }),
  };
  return made;
}

function write({ parameters }: Network, { w1, w2, b }: Parameters): void {
  parameters[0]!.set(matrix([[w1], [w2]], PRECISION));
  parameters[1]!.set(matrix([[b]], PRECISION));
}

function read({ parameters }: Network): Parameters {
  const weight = parameters[0]!.get();
  return { w1: weight.at(0, 0), w2: weight.at(1, 0), b: parameters[1]!.get().at(0, 0) };
}

/** Every sample forward and back. */
function passes(model: Network, { activation, samples }: Settings): Pass[] {
  const error = neuronLoss(activation);
  const slopes = parameterNames.map((name) => [name, derivative(error, name)] as const);
  const outputs = model.predict(inputsOf(samples));
  return samples.map((sample, i) => {
    const given = { ...read(model), ...sample };
    const { t: _, ...inputs } = given;
    return {
      ...sample,
      z: weightedSum(inputs),
      y: outputs.at(i, 0),
      loss: error(given),
      gradient: Object.fromEntries(slopes.map(([name, slope]) => [name, slope(given)])) as unknown as Parameters,
    };
  });
}

/** Makes the function that answers the page's requests: a neuron of @nn/net that is kept from one request to the next. */
export function engine(): (request: Request) => Report {
  let made: Made | undefined;
  return ({ settings, parameters, steps: count }) => {
    const key = JSON.stringify([settings.activation, settings.samples]);
    if (made?.key !== key) made = make(settings, key);
    const { model, training } = made;
    made.rate = settings.learningRate;
    write(model, parameters);

    const losses: number[] = [];
    let diverged = false;
    try {
      for (let i = 0; i < count && !diverged; i++) {
        // A step says the loss before it, so the first of them is known already.
        const { value } = training.next();
        if (i > 0) losses.push(value.loss);
        diverged = value.loss > LARGEST_LOSS;
      }
    } catch (error) {
      if (!(error instanceof NonFiniteError)) throw error;
      made = undefined;
      diverged = true;
    }

    const all = passes(model, settings);
    const loss = mean(all.map((pass) => pass.loss));
    const gradient = Object.fromEntries(
      parameterNames.map((name) => [name, mean(all.map((pass) => pass.gradient[name]))]),
    ) as unknown as Parameters;
    if (count > 0) losses.push(loss);
    const now = read(model);
    return {
      parameters: now,
      passes: all,
      loss,
      gradient,
      lossAfterStep: meanLosses(settings, afterStep(now, gradient, settings.learningRate))[0]!,
      losses,
      curve: curve(settings, now, gradient),
      plane: Float64Array.from(model.predict(planeInputs).data),
      diverged: diverged || loss > LARGEST_LOSS,
    };
  };
}
