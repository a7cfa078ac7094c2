import { derivative, type Formula, formula, sum } from '@nn/formula';
import { type Matrix, map, matrix } from '@nn/matrix';
import { type Activation, linear, relu, type SentBack, sendBack, sigmoid, tanh } from '@nn/net';
import { error, forward } from './formulas.js';
import type { Settings } from './settings.js';

export const activations: Readonly<Record<Settings['activation'], Activation>> = { linear, sigmoid, tanh, relu };

/** One layer, forward and back. Every matrix has one row for the sample, as the packages have it. */
export interface Report {
  readonly x: Matrix;
  readonly W: Matrix;
  readonly z: Matrix;
  readonly y: Matrix;
  readonly t: Matrix;
  readonly e: Matrix;
  readonly slope: Matrix;
  readonly sent: Readonly<Record<Settings['rule'], SentBack>>;
  /** What all errors come to together: of the outputs, and of the units by each rule. */
  readonly totals: Readonly<Record<'e' | Settings['rule'], number>>;
}

const total = formula(['e'], (e) => sum(e));

const doubles = (rows: readonly (readonly number[])[]): Matrix => matrix(rows, { dtype: 'f64' });

export function compute(settings: Settings): Report {
  const [units, outputs] = [Number(settings.units), Number(settings.outputs)];
  const activation = activations[settings.activation];
  const bySum = (f: Formula<'x'>) => map(f, { x: z });
  const x = doubles([settings.x.slice(0, units)]);
  const W = doubles(settings.W.slice(0, units).map((row) => row.slice(0, outputs)));
  const t = doubles([settings.t.slice(0, outputs)]);
  const z = map(forward.rows, { x, W });
  const y = bySum(activation.formula);
  const e = map(error, { y, t });
  const sent = sendBack(W, e, { activation, sums: z });
  const sumOf = (errors: Matrix) => map(total, { e: errors }).data[0]!;
  return {
    x,
    W,
    z,
    y,
    t,
    e,
    sent,
    slope: bySum(derivative(activation.formula, 'x')),
    totals: {
      e: sumOf(e),
      proportional: sumOf(sent.proportional.error),
      transposed: sumOf(sent.transposed.error),
      gradient: sumOf(sent.gradient.error),
    },
  };
}
