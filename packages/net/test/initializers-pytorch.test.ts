import { readFileSync } from 'node:fs';
import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { conv2d, dense } from '../src/index.js';
import * as init from '../src/init/index.js';

/** What tools/reference/initializers.py measured of many draws of torch.nn.init. */
interface Case {
  readonly initializer:
    | 'glorot'
    | 'glorotNormal'
    | 'he'
    | 'heUniform'
    | 'lecun'
    | 'lecunUniform'
    | 'truncatedNormal'
    | 'orthogonal';
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
const DRAWS = 40;
const named: Readonly<Record<string, () => init.Initializer>> = { ...(init as object) };

/** The weights that a layer of this shape begins with, from its own specification: of a kernel, with its own fan-out. */
function weightsOf({ initializer, shape }: Case, stream: number) {
  const [height, width, channels, filters] = shape as [number, number, number, number];
  const options = { init: named[initializer]!() };
  const [spec] =
    shape.length === 2
      ? dense(shape[1]!, undefined, options).parameters(shape[0]!)
      : conv2d(filters, [height, width], undefined, options).parameters([9, 9, channels]);
  return spec!.init(spec!.rows, spec!.cols, random(3, stream));
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe.each(initializers.map((each) => [`${each.initializer} of ${each.shape.join(' x ')}`, each] as const))(
  '%s',
  (_, each) => {
    const drawn = Array.from({ length: DRAWS }, (_, k) => weightsOf(each, k));
    const values = drawn.flatMap(({ data }) => Array.from(data));

    test('has the moments of PyTorch, within four standard errors of both', () => {
      const { std, fourth, count } = each;
      // Those of independent numbers; orthogonal ones depend on each other so that their sums vary less.
      const both = Math.sqrt(1 / values.length + 1 / count);
      expect(Math.abs(mean(values) - each.mean)).toBeLessThan(4 * std * both);
      const squares = mean(values.map((v) => v * v));
      expect(Math.abs(Math.sqrt(squares) / std - 1)).toBeLessThan(4 * Math.sqrt((fourth - 1) / 4) * both + 1e-7);
      // Of a normal number the fourth power has the deviation sqrt(105 - 9), and the mean square in it takes from that.
      const own = mean(values.map((v) => v ** 4)) / squares ** 2;
      expect(Math.abs(own - fourth)).toBeLessThan(4 * Math.sqrt(96) * both);
    });

    const isBounded = /Uniform|glorot$|truncated/.test(each.initializer);
    if (isBounded)
      test('goes as far as in PyTorch, and no farther', () => {
        const limit = Math.max(-each.min, each.max);
        const most = values.reduce((a, v) => Math.max(a, Math.abs(v)), 0);
        // Of n numbers the largest is about limit / n from the limit, and of truncated ones, of which few are there, farther.
        const reach = (limit * 100) / values.length;
        expect(Math.abs(most - limit)).toBeLessThan(reach);
      });

    const { products } = each;
    if (products)
      test('has vectors whose products are those of PyTorch', () => {
        const { rows, cols } = drawn[0]!;
        const vector = (k: number) =>
          Array.from({ length: Math.max(rows, cols) }, (_, i) =>
            rows < cols ? drawn[0]!.at(k, i) : drawn[0]!.at(i, k),
          );
        products.forEach((row, i) => {
          row.forEach((wanted, j) => {
            const [a, b] = [vector(i), vector(j)];
            expect(Math.abs(a.reduce((sum, v, k) => sum + v * b[k]!, 0) - wanted)).toBeLessThan(1e-6);
          });
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
