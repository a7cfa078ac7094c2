import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { circles, digits, iris, moons, type Samples, spiral, type Table, xor } from '../src/index.js';
import { mean } from './support.js';

const numbers = (table: Table, name: string) => table.column(name).cells.map(Number);
const counts = (cells: readonly string[]) => {
  const found = new Map<string, number>();
  for (const cell of cells) found.set(cell, (found.get(cell) ?? 0) + 1);
  return Object.fromEntries(found);
};

const sha256 = (rows: readonly (readonly number[])[]) =>
  createHash('sha256').update(Uint8Array.from(rows.flat())).digest('hex');

// The facts are those of scikit-learn 1.2's copies (means, deviations with n - 1) and of the UCI pages.
describe('iris', () => {
  const lengths = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];

  test('is 150 flowers, 50 of each species', () => {
    expect(iris().columns.map((c) => c.name)).toEqual([...lengths, 'species']);
    expect(iris().rows).toBe(150);
    expect(counts(iris().column('species').cells)).toEqual({ setosa: 50, versicolor: 50, virginica: 50 });
  });

  test.each([
    ['sepal_length', 4.3, 7.9, 5.843333, 0.8280661],
    ['sepal_width', 2.0, 4.4, 3.057333, 0.4358663],
    ['petal_length', 1.0, 6.9, 3.758, 1.7652982],
    ['petal_width', 0.1, 2.5, 1.199333, 0.7622377],
  ])('%s is from %d to %d, mean %d', (name, least, most, average, deviation) => {
    const values = numbers(iris(), name);
    expect([Math.min(...values), Math.max(...values)]).toEqual([least, most]);
    expect(mean(values)).toBeCloseTo(average, 6);
    const m = mean(values);
    expect(Math.sqrt(values.reduce((s, v) => s + (v - m) ** 2, 0) / 149)).toBeCloseTo(deviation, 6);
  });

  test("is scikit-learn's copy, number by number", () => {
    const species = ['setosa', 'versicolor', 'virginica'];
    const { rows, columns } = iris();
    const row = (i: number) => [
      ...columns.slice(0, 4).map((c) => Math.round(10 * Number(c.cells[i]))),
      species.indexOf(columns[4]!.cells[i]!),
    ];
    expect(sha256(Array.from({ length: rows }, (_, i) => row(i)))).toBe(
      'c422544ce98e916f6b0fa262c8fd870d0f40e973d98e0e4999c7e50fc3084311',
    );
  });

  test('has the values of the article where other copies differ', () => {
    const row = (i: number) => lengths.map((name) => numbers(iris(), name)[i]);
    expect(row(34)).toEqual([4.9, 3.1, 1.5, 0.2]);
    expect(row(37)).toEqual([4.9, 3.6, 1.4, 0.1]);
  });
});

describe('digits', () => {
  const pixels = digits().columns.slice(0, 64);

  test('is 1,797 images of 8 x 8, and what they show', () => {
    const names = digits().columns.map((c) => c.name);
    expect(names).toHaveLength(65);
    expect([names[0], names[7], names[8], names[63], names[64]]).toEqual(['p00', 'p07', 'p10', 'p77', 'digit']);
    expect(digits().rows).toBe(1797);
  });

  test('has each digit as often as published', () => {
    const published = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
    expect(counts(digits().column('digit').cells)).toEqual({ ...published });
  });

  test('has grey values from 0 to 16, whose mean is that of scikit-learn', () => {
    const all = pixels.flatMap((c) => c.cells.map(Number));
    expect(all).toHaveLength(1797 * 64);
    expect(all.every((v) => Number.isInteger(v) && v >= 0 && v <= 16)).toBe(true);
    expect(mean(all)).toBeCloseTo(4.884164579855314, 12);
  });

  test("is scikit-learn's copy, number by number", () => {
    const { rows, columns } = digits();
    expect(sha256(Array.from({ length: rows }, (_, i) => columns.map((c) => Number(c.cells[i]))))).toBe(
      '68aea062d35a127749050fa0e52dca09d6569ac08092c925610e0954e172dde2',
    );
  });

  test('begins with this zero', () => {
    expect(pixels.slice(0, 16).map((c) => Number(c.cells[0]))).toEqual([
      0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0,
    ]);
    expect(digits().column('digit').cells.slice(0, 12)).toEqual([...'012345678901']);
  });
});

test('xor is one where its inputs differ', () => {
  const { x, t } = xor();
  expect(x.toArray()).toHaveLength(4);
  expect(new Set(x.toArray().map(String)).size).toBe(4);
  x.toArray().forEach(([a, b], i) => {
    expect(t.at(i, 0)).toBe(a === b ? 0 : 1);
  });
});

describe.each([
  ['spiral', spiral],
  ['moons', moons],
  ['circles', circles],
])('%s', (_, make) => {
  test('is 200 samples of two classes in turn, if nothing else is asked for', () => {
    const { x, t } = make();
    expect([x.rows, x.cols, t.rows, t.cols]).toEqual([200, 2, 200, 2]);
    expect(t.toArray()).toEqual(Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? [1, 0] : [0, 1])));
  });

  test('is the same for the same seed', () => {
    expect(make({ seed: 4 }).x.data).toEqual(make({ seed: 4 }).x.data);
    expect(make().x.data).toEqual(make({ seed: 0 }).x.data);
    expect(make({ seed: 4 }).x.data).not.toEqual(make({ seed: 5 }).x.data);
  });

  test('strays as much as it was asked to', () => {
    const exact = make({ count: 5000, noise: 0 }).x.data;
    const noisy = make({ count: 5000, noise: 0.3 }).x.data;
    const strayed = Array.from(noisy, (v, i) => v - exact[i]!);
    // 10,000 deviations: their mean strays by 0.003, their standard deviation by 0.002.
    expect(Math.abs(mean(strayed))).toBeLessThan(0.015);
    expect(Math.abs(Math.sqrt(mean(strayed.map((v) => v * v))) - 0.3)).toBeLessThan(0.012);
  });

  test.each([2, 3, 7, 201])('of %d samples', (count) => {
    const { x, t } = make({ count, noise: 0 });
    expect([x.rows, t.rows]).toEqual([count, count]);
    expect(Array.from(x.data).every((v) => Math.abs(v) <= 2)).toBe(true);
  });

  test.each([0, 1, 2.5, -3, Number.NaN])('of %d samples is refused', (count) =>
    expect(() => make({ count })).toThrow(RangeError),
  );
  test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('with a noise of %d is refused', (noise) =>
    expect(() => make({ noise })).toThrow(RangeError),
  );
});

describe('without noise', () => {
  const points = ({ x }: Samples, k: number) => x.toArray().filter((_, i) => i % 2 === k) as [number, number][];
  const radius = ([a, b]: [number, number]) => Math.hypot(a, b);

  test('circles have the radii 1 and ½, and go all the way round', () => {
    const made = circles({ noise: 0 });
    for (const p of points(made, 0)) expect(radius(p)).toBeCloseTo(1, 6);
    for (const p of points(made, 1)) expect(radius(p)).toBeCloseTo(0.5, 6);
    for (const [k, r] of [
      [0, 1],
      [1, 0.5],
    ] as const) {
      const along = points(made, k).map(([a]) => a);
      expect([Math.min(...along), Math.max(...along)].map((v) => Math.round(v * 100) / 100)).toEqual([-r, r]);
    }
  });

  test('moons are half circles around (0, 0) and (1, ½), the second turned over', () => {
    const made = moons({ noise: 0 });
    for (const p of points(made, 0)) {
      expect(radius(p)).toBeCloseTo(1, 6);
      expect(p[1]).toBeGreaterThan(-1e-6);
    }
    for (const [a, b] of points(made, 1)) {
      expect(radius([a - 1, b - 0.5])).toBeCloseTo(1, 6);
      expect(b).toBeLessThan(0.5 + 1e-6);
    }
  });

  test('the arms of the spiral go out evenly, one and a half turns, each opposite the other', () => {
    const made = spiral({ noise: 0 });
    const [first, second] = [points(made, 0), points(made, 1)];
    first.forEach((p, i) => {
      const along = i / 99;
      expect(radius(p)).toBeCloseTo(2 * along, 5);
      expect(p[0]).toBeCloseTo(2 * along * Math.cos(3 * Math.PI * along), 5);
      expect(p[1]).toBeCloseTo(2 * along * Math.sin(3 * Math.PI * along), 5);
      expect(second[i]![0]).toBeCloseTo(-p[0], 5);
      expect(second[i]![1]).toBeCloseTo(-p[1], 5);
    });
  });

  test.each([
    ['xor', xor()],
    ['spiral', spiral({ noise: 0 })],
    ['moons', moons({ noise: 0 })],
    ['circles', circles({ noise: 0 })],
  ])('no line parts the classes of %s', (_, { x, t }) => {
    const all = x.toArray() as [number, number][];
    const one = (i: number) => (t.cols === 1 ? t.at(i, 0) : t.at(i, 1)) === 1;
    // Along every direction (to half a degree), a class reaches into the other.
    for (let step = 0; step < 720; step++) {
      const angle = (step * Math.PI) / 360;
      const along = all.map(([a, b]) => a * Math.cos(angle) + b * Math.sin(angle));
      const of = (is: boolean) => along.filter((_, i) => one(i) === is);
      expect(Math.max(...of(true))).toBeGreaterThan(Math.min(...of(false)));
    }
  });
});
