import { column, same, unitsOf, weightsOn } from './columns.js';
import { type Finding, finding, type Place } from './finding.js';

/**
 * Hidden units with the same weights, the same output and the same error for every sample: they are moved alike, so they stay the same
 * for ever. The units of the last layer have targets of their own, which part them.
 */
export function twins(place: Place): Finding[] {
  const layer = place.layers[place.i]!;
  const own = layer.parameters.map(({ value }) => value.value).filter((m) => m.cols === layer.output.value.cols);
  if (own.length === 0 || !weightsOn(place)) return [];
  const signs = [...own, layer.output.value, layer.error.value];
  const alike = (a: number, b: number) => signs.every((m) => same(column(m, a), column(m, b)));
  const groups: number[][] = [];
  for (const j of unitsOf(layer)) {
    const group = groups.find(([first]) => alike(first!, j));
    if (group) group.push(j);
    else groups.push([j]);
  }
  return groups
    .filter((units) => units.length > 1)
    .map((units) =>
      finding(
        'identicalUnits',
        place,
        units,
        () =>
          'are twins: the same weights, the same output and the same error, so they move alike and stay the same for ever, as good as a single one. Begin with random weights (glorot, he).',
      ),
    );
}
