import type { Rule } from '../../rules/rule.js';
import { allZero, ofUnit, unitsOf, weightsOnFrom } from './columns.js';
import { type Finding, finding, type Place } from './finding.js';

/** Why a unit cannot learn, and what to do. */
interface Cause {
  readonly code: Finding['code'];
  readonly because: string;
  readonly remedy: string;
}

const RANDOM = 'Begin with random weights (glorot, he)';

/** Units that no gradient reaches, or one that is not finite, by their causes. */
export function unreached(place: Place, rule: Rule): Finding[] {
  const layer = place.layers[place.i]!;
  if (layer.parameters.length === 0) return [];
  const units = new Map<string, number[]>();
  const causes = new Map<string, Cause>();
  for (const j of unitsOf(place)) {
    const cause = causeOf(place, j, rule);
    if (!cause) continue;
    causes.set(cause.because, cause);
    units.set(cause.because, [...(units.get(cause.because) ?? []), j]);
  }
  return [...causes.values()].map(({ code, because, remedy }) =>
    finding(code, place, units.get(because)!, () => `cannot learn now: ${because}. ${remedy}.`),
  );
}

function causeOf(place: Place, j: number, rule: Rule): Cause | undefined {
  const { error, delta, activation = 'the layer' } = place.layers[place.i]!;
  const reached = ofUnit(delta.value, place.units, j);
  if (reached.some((v) => !Number.isFinite(v))) return lost(place, rule);
  if (!allZero(reached)) return undefined;
  const on = weightsOnFrom(place, j);
  if (on && allZero(on)) {
    const because = 'no error comes back, because the weights that lead on from there are all 0';
    return { code: 'noGradient', because, remedy: RANDOM };
  }
  if (allZero(ofUnit(error.value, place.units, j))) {
    return { code: 'noGradient', because: 'no error comes back from the layers behind', remedy: RANDOM };
  }
  const because = `the slope of ${activation} is 0 for every sample`;
  return { code: 'noGradient', because, remedy: 'Begin with smaller weights, or learn in smaller steps' };
}

/** Why an error is not finite: the rule has no answer, unless it was given no finite error. */
function lost({ layers }: Place, { undefinedWhere }: Rule): Cause {
  const [code, said] = ['undefinedGradient', 'the error that comes back is not a finite number'] as const;
  if (undefinedWhere && layers.at(-1)!.error.value.data.every(Number.isFinite)) {
    const remedy = 'Begin with weights of one sign, or take another rule';
    return { code, because: `${said}, because ${undefinedWhere}`, remedy };
  }
  const because = `${said}, because numbers became too large for the precision`;
  return { code, because, remedy: 'Begin with smaller weights, or scale the inputs' };
}
