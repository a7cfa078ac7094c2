import { readFileSync } from 'node:fs';
import { random } from '@nn/matrix';
import { expect, test } from 'vitest';
import { conv2d, dense } from '../src/index.js';
import * as init from '../src/init/index.js';

/** What tools/reference/initializers.py measured of many draws of torch.nn.init. */
interface Case {
  readonly initializer: keyof typeof made;
  readonly shape: readonly number[];
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  /** The mean of the fourth powers, in squares of the mean square. */
  readonly fourth: number;
  readonly min: number;
  readonly max: number;
  readonly products?: number[][];
}
const { initializers }: { initializers: readonly Case[] } = JSON.parse(
  readFileSync(new URL('./fixtures/initializers.json', import.meta.url), 'utf8'),
);
const { glorot, glorotNormal, he, heUniform, lecun, lecunUniform, truncatedNormal, orthogonal } = init;
const made = { glorot, glorotNormal, he, heUniform, lecun, lecunUniform, truncatedNormal, orthogonal };
/** As many numbers as are drawn at least. */
const NUMBERS = 60_000;

/** The weights that a layer of this shape begins with, from its own specification: of a kernel, with its own fan-out. */
function weightsOf({ initializer, shape }: Case, stream: number) {
  const [height, width, channels, filters] = shape as [number, number, number, number];
  const options = { init: made[initializer]() };
  const [spec] =
    shape.length === 2
      ? dense(shape[1]!, undefined, options).parameters(shape[0]!)
      : conv2d(filters, [height, width], undefined, options).parameters([9, 9, channels]);
  return spec!.init(spec!.rows, spec!.cols, random(3, stream));
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const numbersOf = (each: Case) => {
  const size = each.shape.reduce((a, b) => a * b);
  return Array.from({ length: Math.ceil(NUMBERS / size) }, (_, k) => Array.from(weightsOf(each, k).data)).flat();
};
const named = (cases: readonly Case[]) =>
  cases.map((each) => [`${each.initializer} of ${each.shape.join(' x ')}`, each] as const);

test.each(named(initializers))('%s has the moments of PyTorch, within four standard errors of both', (_, each) => {
  const { std, fourth, count } = each;
  const values = numbersOf(each);
  // Those of independent numbers: the moments of orthogonal ones, which depend on each other, vary less.
  const both = Math.sqrt(1 / values.length + 1 / count);
  expect(Math.abs(mean(values) - each.mean)).toBeLessThan(4 * std * both);
  const squares = mean(values.map((v) => v * v));
  expect(Math.abs(Math.sqrt(squares) / std - 1)).toBeLessThan(4 * Math.sqrt((fourth - 1) / 4) * both + 1e-7);
  // The fourth power of a normal number varies by sqrt(105 - 9), that of others less.
  const own = mean(values.map((v) => v ** 4)) / squares ** 2;
  expect(Math.abs(own - fourth)).toBeLessThan(4 * Math.sqrt(96) * both);
});

const bounded = ['glorot', 'heUniform', 'lecunUniform', 'truncatedNormal'];
test.each(named(initializers.filter(({ initializer }) => bounded.includes(initializer))))(
  '%s goes as far as in PyTorch, and no farther',
  (_, each) => {
    const limit = Math.max(-each.min, each.max);
    const values = numbersOf(each);
    const most = values.reduce((a, v) => Math.max(a, Math.abs(v)), 0);
    // The largest of n uniform numbers is about limit / n from the limit; fewer truncated ones are there.
    expect(Math.abs(most - limit)).toBeLessThan((100 * limit) / values.length);
  },
);

test.each(named(initializers.filter(({ products }) => products)))(
  '%s has vectors whose products are those of PyTorch',
  (_, each) => {
    const weights = weightsOf(each, 0);
    const { rows, cols } = weights;
    const vector = (k: number) =>
      Array.from({ length: Math.max(rows, cols) }, (_, i) => (rows < cols ? weights.at(k, i) : weights.at(i, k)));
    each.products!.forEach((row, i) => {
      row.forEach((wanted, j) => {
        const [a, b] = [vector(i), vector(j)];
        expect(Math.abs(a.reduce((sum, v, k) => sum + v * b[k]!, 0) - wanted)).toBeLessThan(1e-6);
      });
    });
  },
);

test('a fan-out is handed on by conv2d alone', () => {
  const seen: unknown[] = [];
  const spy: init.Initializer = (rows, cols, stream, fanOut) => {
    seen.push([rows, cols, fanOut]);
    return init.zeros(rows, cols, stream);
  };
  for (const layer of [dense(4, undefined, { init: spy }), conv2d(4, [3, 2], undefined, { init: spy })]) {
    const [spec] = layer.parameters([5, 5, 2]);
    spec!.init(spec!.rows, spec!.cols, random(0));
  }
  expect(seen).toEqual([
    [50, 4, undefined],
    [12, 4, 24],
  ]);
});
