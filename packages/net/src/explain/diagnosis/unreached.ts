import { allZero, column, row, unitsOf, weightsOn } from './columns.js';
import { type Finding, finding, type Place } from './finding.js';

/** Why a unit cannot learn, and what to do. */
interface Cause {
  readonly code: Finding['code'];
  readonly because: string;
  readonly remedy: string;
}

const RANDOM = 'Begin with random weights (glorot, he)';

/** Units that no gradient reaches, or one that is not a number, by their causes. */
export function unreached(place: Place): Finding[] {
  const layer = place.layers[place.i]!;
  if (layer.parameters.length === 0) return [];
  const units = new Map<string, number[]>();
  const causes = new Map<string, Cause>();
  for (const j of unitsOf(layer)) {
    const cause = causeOf(place, j);
    if (!cause) continue;
    causes.set(cause.because, cause);
    units.set(cause.because, [...(units.get(cause.because) ?? []), j]);
  }
  return [...causes.values()].map(({ code, because, remedy }) =>
    finding(code, place, units.get(because)!, () => `cannot learn now: ${because}. ${remedy}.`),
  );
}

function causeOf(place: Place, j: number): Cause | undefined {
  const { error, delta, activation = 'the layer' } = place.layers[place.i]!;
  const reached = column(delta.value, j);
  if (reached.some((v) => !Number.isFinite(v))) {
    return {
      code: 'undefinedGradient',
      because: 'the error that comes back is not a number: it was shared among weights that sum to 0, which is 0/0',
      remedy: `${RANDOM}, or take another rule than shares`,
    };
  }
  if (!allZero(reached)) return undefined;
  const on = weightsOn(place);
  if (on && allZero(row(on, j))) {
    const because = 'no error comes back, because the weights that lead on from there are all 0';
    return { code: 'noGradient', because, remedy: RANDOM };
  }
  if (allZero(column(error.value, j))) {
    return { code: 'noGradient', because: 'no error comes back from the layers behind', remedy: RANDOM };
  }
  const because = `the slope of ${activation} is 0 for every sample`;
  return { code: 'noGradient', because, remedy: 'Begin with smaller weights, or learn in smaller steps' };
}
