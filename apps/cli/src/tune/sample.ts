import { scalar } from '@nn/formula';
import { random } from '@nn/matrix';
import type { Recipe } from '../training/recipe.js';
import { type Dimension, isRange, type Space, sizeOf, tunable } from './space.js';

/** The settings that a trial tries. */
export type Settings = Partial<Recipe>;

/** Random streams of their own, far from those that networks, splits and their users draw from. */
const STREAM = 0x4000_0000;

/** Numbers are drawn to so many digits, so that they can be read, and typed again. */
const DIGITS = 4;

/** The value of a setting at a place from 0 to below 1. */
function valueAt(dimension: Dimension, place: number): unknown {
  if (!isRange(dimension)) return dimension[Math.floor(place * dimension.length)];
  const { from, to, scale, whole } = dimension;
  const [low, high] = whole ? [from - 0.5, to + 0.5] : [from, to];
  const value =
    scale === 'log'
      ? scalar.exp(scalar.log(low) + place * (scalar.log(high) - scalar.log(low)))
      : low + place * (high - low);
  const rounded = whole ? Math.round(value) : Number(value.toPrecision(DIGITS));
  return Math.min(to, Math.max(from, rounded));
}

/** What is drawn for the k-th time. Each setting has a place of its own in the stream: with one more, the others are drawn as before. */
function draw(space: Space, seed: number, k: number): Settings {
  const { data } = random(seed, STREAM + k).uniform(1, tunable.length, { dtype: 'f64' });
  return Object.fromEntries(
    tunable.flatMap(({ name }, i) => (space[name] ? [[name, valueAt(space[name], data[i]!)]] : [])),
  );
}

/** A space of few recipes is soon drawn out. */
const DRAWS = 1000;

/**
 * The settings of the first `count` trials, none twice: all there are, if a space has fewer. Which the k-th has depends on the seed, and on nothing else of the
 * search (Bergstra and Bengio: Random Search for Hyper-Parameter Optimization, 2012).
 */
export function sample(space: Space, seed: number, count: number): Settings[] {
  const most = Math.min(count, sizeOf(space));
  const drawn = new Map<string, Settings>();
  for (let k = 0; drawn.size < most && k < DRAWS + 100 * count; k++) {
    const settings = draw(space, seed, k);
    const key = JSON.stringify(settings);
    if (!drawn.has(key)) drawn.set(key, settings);
  }
  return [...drawn.values()];
}
