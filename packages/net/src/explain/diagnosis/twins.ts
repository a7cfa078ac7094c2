import { parameterName } from '../../forward.js';
import { ofUnit, same, unitsOf, weightsFrom } from './columns.js';
import { type Finding, finding, type Place } from './finding.js';

/**
 * Hidden units with the same weights, the same output and the same error for every sample: they are moved alike, so they stay the same
 * for ever. The units of the last layer have targets of their own, which part them.
 */
export function twins(place: Place): Finding[] {
  const { layers, i, units } = place;
  const layer = layers[i]!;
  const own = layer.parameters.map(({ value }) => value.value).filter((m) => m.cols === units);
  // What only scales its input, such as batchNorm, has units as like as those before it.
  const weighs = layer.parameters.some(({ name }) => name === parameterName(i, 'weight'));
  if (own.length === 0 || !weighs || !weightsFrom(place, i + 1)) return [];
  const signs = [...own, layer.output.value, layer.error.value];
  const alike = (a: number, b: number) => signs.every((m) => same(ofUnit(m, units, a), ofUnit(m, units, b)));
  const groups: number[][] = [];
  for (const j of unitsOf(place)) {
    const group = groups.find(([first]) => alike(first!, j));
    if (group) group.push(j);
    else groups.push([j]);
  }
  return groups
    .filter((group) => group.length > 1)
    .map((group) =>
      finding(
        'identicalUnits',
        place,
        group,
        () =>
          'are twins: the same weights, the same output and the same error, so they move alike and stay the same for ever, as good as a single one. Begin with random weights (glorot, he).',
      ),
    );
}
