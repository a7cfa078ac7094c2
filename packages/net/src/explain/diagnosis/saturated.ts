import { derivative, type Expr, operations, topological } from '@nn/formula';
import { type Matrix, map } from '@nn/matrix';
import type { Activation } from '../../activations/activation.js';
import { ofUnit, unitsOf } from './columns.js';
import { type Finding, finding, type Place } from './finding.js';

/** Below this an activation hardly answers: sigmoid beyond ±4.6, tanh beyond ±3. */
const FLAT = 0.01;

/** Units whose activation hardly answers to any of the samples, though it does a little. */
export function saturated(place: Place, activation: Activation | undefined): Finding[] {
  const layer = place.layers[place.i]!;
  const slopes = activation && steepest(activation, layer.sum.value, place.units);
  const units = slopes ? unitsOf(place).filter((j) => slopes[j]! > 0 && slopes[j]! < FLAT) : [];
  if (units.length === 0) return [];
  const says = (many: boolean) =>
    `hardly ${many ? 'learn' : 'learns'}: the slope of ${activation!.name} is below ${FLAT} for every sample, because the sums are far from 0. Begin with smaller weights, or scale the inputs.`;
  return [finding('saturatedUnits', place, units, says)];
}

const elementByElement = (node: Expr): boolean =>
  ['input', 'constant', 'pow', 'annotated'].includes(node.op) || Object.hasOwn(operations, node.op);

/** The steepest slope of an activation at each unit's sums; undefined for one that joins units, such as softmax. */
function steepest({ formula }: Activation, sums: Matrix, units: number): number[] | undefined {
  if (!topological([formula.expression]).every(elementByElement)) return undefined;
  const slopes = map(derivative(formula, 'x'), { x: sums });
  return Array.from({ length: units }, (_, j) =>
    ofUnit(slopes, units, j).reduce((most, slope) => Math.max(most, Math.abs(slope)), 0),
  );
}
