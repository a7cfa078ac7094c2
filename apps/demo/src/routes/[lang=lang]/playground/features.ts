import { type Formula, formula, mul, scalar, square } from '@nn/formula';
import type { Field } from '$lib/settings/fields.js';

/** The sine of an angle, the same bits in every engine, which Math.sin does not promise. */
const sin = (x: number): number => scalar.cosineOfTurns(x / (2 * Math.PI) - 0.25);

const byFormula = (f: Formula<'x1' | 'x2'>) => (x1: number, x2: number) => f({ x1, x2 });

/** What a network can be given of a point: how it is computed, what it is called, and how a program writes it. */
export const features = {
  x1: { of: (x1: number, _x2: number): number => x1, label: 'x₁', code: 'x1' },
  x2: { of: (_x1: number, x2: number): number => x2, label: 'x₂', code: 'x2' },
  'x1^2': { of: byFormula(formula(['x1', 'x2'], (x1) => square(x1))), label: 'x₁²', code: 'x1 * x1' },
  'x2^2': { of: byFormula(formula(['x1', 'x2'], (_, x2) => square(x2))), label: 'x₂²', code: 'x2 * x2' },
  x1x2: { of: byFormula(formula(['x1', 'x2'], mul)), label: 'x₁x₂', code: 'x1 * x2' },
  sinx1: { of: (x1: number, _x2: number): number => sin(x1), label: 'sin x₁', code: 'sin(x1)' },
  sinx2: { of: (_x1: number, x2: number): number => sin(x2), label: 'sin x₂', code: 'sin(x2)' },
} as const;

export type FeatureName = keyof typeof features;

export const featureNames = Object.keys(features) as FeatureName[];

/** The numbers that a network is given of a point. */
export const featuresOf = (names: readonly FeatureName[], x1: number, x2: number): number[] =>
  names.map((name) => features[name].of(x1, x2));

/** Some of them, at least one, in their own order. */
export const featureList: Field<readonly FeatureName[]> = {
  initial: ['x1', 'x2'],
  read: (text) => {
    const given = text.split(',');
    const chosen = featureNames.filter((name) => given.includes(name));
    return chosen.length > 0 && chosen.length === given.length ? chosen : undefined;
  },
  write: (names) => names.join(','),
};
