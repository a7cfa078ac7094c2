import { evaluate, type Given, mean } from '@nn/formula';
import type { Sample } from './datasets.js';
import { neuronLoss, type ParameterName, parameterNames } from './formulas.js';
import { type Curve, type Parameters, REACH, type Settings } from './protocol.js';

const CURVE_POINTS = 161;

/** How far to draw, so that the weight and the next one are to be seen: the reach by hand, doubled as often as needed. */
function span(weight: number, next: number): number {
  let reach: number = REACH;
  while (reach < Math.max(Math.abs(weight), Math.abs(next)) && reach < 1e6) reach *= 2;
  return reach;
}

/** The mean loss of the samples, had the neuron these parameters: one for each row of them. */
export function meanLosses(
  { activation, samples }: Settings,
  parameters: Readonly<Record<ParameterName, Given>>,
): Float64Array {
  const row = (name: keyof Sample) => [samples.map((sample) => sample[name])];
  const { data } = evaluate(mean(neuronLoss(activation).expression, 'eachRow'), {
    ...parameters,
    x1: row('x1'),
    x2: row('x2'),
    t: row('t'),
  });
  return Float64Array.from(data);
}

/** p - rate g, for each parameter p and its slope g. */
export const afterStep = (at: Parameters, gradient: Parameters, rate: number): Parameters => ({
  w1: at.w1 - rate * gradient.w1,
  w2: at.w2 - rate * gradient.w2,
  b: at.b - rate * gradient.b,
});

/** The loss along the direction that the settings name, from these parameters with this gradient. */
export function curve(settings: Settings, at: Parameters, gradient: Parameters): Curve {
  const { along, learningRate } = settings;
  const next = afterStep(at, gradient, learningRate);
  const reach = along === 'step' ? 0 : span(at[along], next[along]);
  const [from, to] = along === 'step' ? [-0.5 * learningRate, 2.5 * learningRate] : [-reach, reach];
  const places = Array.from({ length: CURVE_POINTS }, (_, i) => from + ((to - from) * i) / (CURVE_POINTS - 1));
  const column = (value: (place: number) => number) => places.map((place) => [value(place)]);
  const moved = (name: ParameterName) => column((rate) => afterStep(at, gradient, rate)[name]);
  const drawn = { along, from, to };
  return along === 'step'
    ? {
        ...drawn,
        values: meanLosses(settings, { w1: moved('w1'), w2: moved('w2'), b: moved('b') }),
        here: 0,
        // By the chain rule: the loss falls by the square of the gradient's length.
        slope: -parameterNames.reduce((total, name) => total + gradient[name] ** 2, 0),
        next: learningRate,
        lossAtNext: meanLosses(settings, next)[0]!,
      }
    : {
        ...drawn,
        values: meanLosses(settings, { ...at, [along]: column((weight) => weight) }),
        here: at[along],
        slope: gradient[along],
        next: next[along],
        lossAtNext: meanLosses(settings, { ...at, [along]: next[along] })[0]!,
      };
}
