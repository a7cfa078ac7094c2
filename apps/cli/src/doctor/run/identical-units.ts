import type { Matrix } from '@nn/matrix';
import type { Diagnosis } from '../diagnosis.js';
import type { LayerLook, Look } from './look.js';

/** Hidden units with the same weights and the same error for every sample: they are moved alike and stay the same for ever. */
export const identicalUnits = ({ layers }: Look): Diagnosis[] =>
  layers.flatMap((layer): Diagnosis[] => {
    const twins = layer.isLast ? 0 : twinsIn(layer);
    if (twins === 0) return [];
    const all = twins === layer.units;
    return [
      {
        code: 'identical-units',
        severity: all ? 'error' : 'warning',
        where: layer.place,
        says: {
          en: `${all ? `all ${twins}` : `${twins} of ${layer.units}`} units have a twin with the same weights and the same error, so they move alike and stay the same for ever`,
          zh: `${all ? `全部 ${twins} 个单元都` : `${layer.units} 个单元中有 ${twins} 个`}有权重和误差相同的孪生单元，它们一起变动，永远一样`,
        },
        advice: {
          en: 'begin with random weights, as dense(units, activation) does unless told otherwise: init: glorot() or he(), not zeros, ones or constant()',
          zh: '用随机的初始权重，dense(units, activation) 默认就是这样：init 用 glorot() 或 he()，不要用 zeros、ones 或 constant()',
        },
      },
    ];
  });

/** How many units of a layer have the numbers of another in each of its parameters and in the error that comes back. */
function twinsIn({ units, parameters, delta }: LayerLook): number {
  const weight = parameters.find(({ name, value }) => name.endsWith('.weight') && value.value.cols === units);
  if (!weight || units < 2) return 0;
  const signs = [...parameters.map(({ value }) => value.value).filter(({ cols }) => cols === units), delta.value];
  // Sums over each unit's numbers, with factors that tell places apart, sort out nearly all; those alike in them are compared.
  const prints = signs.reduce(
    (so, m) => so.map((s, j) => `${s} ${printOf(m, units, j)}`),
    new Array<string>(units).fill(''),
  );
  const groups = new Map<string, number[]>();
  prints.forEach((print, j) => {
    groups.set(print, [...(groups.get(print) ?? []), j]);
  });
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .reduce((n, group) => n + group.filter((j) => group.some((i) => i !== j && alike(signs, units, i, j))).length, 0);
}

function printOf({ data }: Matrix, units: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < data.length; k += units) sum += data[k + j]! * (1 + (k % 7919));
  return sum;
}

const alike = (signs: readonly Matrix[], units: number, a: number, b: number): boolean =>
  signs.every(({ data }) => {
    for (let k = 0; k < data.length; k += units) if (data[k + a] !== data[k + b]) return false;
    return true;
  });
