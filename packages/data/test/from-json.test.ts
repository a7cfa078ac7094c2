import { describe, expect, test } from 'vitest';
import { fitPipeline, iris, pipelineFromJSON } from '../src/index.js';
import { columns, thrown, wholeNumbers } from './support.js';

const number = { kind: 'number', name: 'a', mean: 1, std: 2 };
const category = { kind: 'category', name: 'b', categories: ['x', 'y'], fill: 'x' };
const target = { kind: 'classes', name: 'c', classes: ['no', 'yes'] };
const good = { features: [number, category], target };

test('what is right is taken over, and nothing else', () => {
  const { features, target: taken } = pipelineFromJSON({
    ...good,
    features: [{ ...number, more: 1 }, category],
    more: 1,
  });
  expect(features).toEqual(good.features);
  expect(taken).toEqual(target);
  const row = pipelineFromJSON(good).encode(columns({ b: ['y'], a: ['5'], c: ['yes'] }));
  expect(row.x.toArray()).toEqual([[2, 0, 1]]);
  expect(row.t!.toArray()).toEqual([[0, 1]]);
  const price = pipelineFromJSON({ ...good, target: { kind: 'number', name: 'c', mean: 10, std: 4 } });
  expect(price.encode(columns({ b: ['y'], a: ['5'], c: ['2'] })).t!.toArray()).toEqual([[-2]]);
});

describe('what is wrong is named', () => {
  const feature = (first: unknown) => ({ features: [first], target });
  const judged = (other: unknown) => ({ features: [number], target: other });
  test.each([
    ['nothing', undefined, 'pipelineFromJSON: json: expected an object with features and a target'],
    ['a list', [], 'pipelineFromJSON: json: expected an object with features and a target'],
    [
      'features that are no list',
      { features: {}, target },
      'pipelineFromJSON: json: expected an object with features and a target',
    ],
    ['no features', { features: [], target }, 'pipeline: expected at least one feature'],
    ['a feature that is null', feature(null), 'pipeline: feature 0: expected an object, got null'],
    ['a feature that is a list', feature([1]), 'pipeline: feature 0: expected an object, got [1]'],
    ['no name', feature({ ...number, name: 7 }), 'pipeline: feature 0: expected a name, got 7'],
    ['no kind', feature({ name: 'a' }), "feature 0 (a): expected kind 'number' or 'category', got undefined"],
    ['a strange kind', feature({ ...number, kind: 'classes' }), "expected kind 'number' or 'category', got 'classes'"],
    ['a mean of text', feature({ ...number, mean: '1' }), "expected a finite mean and a std above 0, got '1' and 2"],
    ['a mean of null', feature({ ...number, mean: null }), 'expected a finite mean and a std above 0, got null and 2'],
    ['a mean beyond numbers', feature({ ...number, mean: Number.NaN }), 'got NaN and 2'],
    [
      'a std of 0',
      feature({ ...number, std: 0 }),
      'feature 0 (a): expected a finite mean and a std above 0, got 1 and 0',
    ],
    ['a std below 0', feature({ ...number, std: -1 }), 'got 1 and -1'],
    ['an infinite std', feature({ ...number, std: Number.POSITIVE_INFINITY }), 'got 1 and Infinity'],
    ['no categories', feature({ ...category, categories: [] }), 'expected categories, a list of 1 word or more'],
    ['categories of numbers', feature({ ...category, categories: [1] }), 'feature 0 (b): expected categories, a list'],
    ['categories of text', feature({ ...category, categories: 'xy' }), 'feature 0 (b): expected categories, a list'],
    ['double categories', feature({ ...category, categories: ['x', 'x'] }), "that differ, got 'x' twice"],
    ['no fill', feature({ ...category, fill: undefined }), 'to fill in for a missing value, got undefined'],
    [
      'a strange fill',
      feature({ ...category, fill: 'z' }),
      "one of its categories to fill in for a missing value, got 'z'",
    ],
    ['no target', { features: [number] }, 'pipeline: target: expected an object, got undefined'],
    ['a target of text', judged('c'), "pipeline: target: expected an object, got 'c'"],
    ['a target of categories', judged(category), "target (b): expected kind 'number' or 'classes', got 'category'"],
    ['one class', judged({ ...target, classes: ['yes'] }), 'target (c): expected classes, a list of 2 words or more'],
    ['double classes', judged({ ...target, classes: ['a', 'b', 'a'] }), "expected classes that differ, got 'a' twice"],
    ['a target of std 0', judged({ ...number, name: 'c', std: 0 }), 'target (c): expected a finite mean'],
    [
      'missing words that are none',
      { ...good, missing: 'NA' },
      "pipeline: missing: expected a list of texts, got 'NA'",
    ],
    ['missing words of numbers', { ...good, missing: [-999] }, 'missing: expected a list of texts, got [-999]'],
    ['one feature twice', { features: [number, number], target }, "pipeline: expected each column once, got 'a' twice"],
    ['the target as feature', judged({ ...target, name: 'a' }), "pipeline: expected each column once, got 'a' twice"],
  ])('%s', (_, json, message) => expect(thrown(() => pipelineFromJSON(json)).message).toContain(message));

  test('all at once', () => {
    const json = { features: [{ ...number, std: 0 }, null, { ...category, fill: 'z' }], target: 1 };
    const { message } = thrown(() => pipelineFromJSON(json));
    for (const part of ['feature 0 (a)', 'feature 1:', 'feature 2 (b)', 'target:']) expect(message).toContain(part);
  });

  test('values that JSON cannot even hold are named too', () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    for (const value of [10n, Symbol('s'), () => 1, round]) {
      expect(thrown(() => pipelineFromJSON(feature({ name: 'a', kind: value }))).message).toMatch(
        /^pipeline: feature 0 \(a\)/,
      );
      expect(thrown(() => pipelineFromJSON(feature(value))).message).toMatch(/^pipeline: feature 0: expected/);
    }
  });
});

test('a pipeline that is damaged anywhere is refused by name, or still a whole pipeline', () => {
  const saved = JSON.stringify(fitPipeline(iris().without('sepal_width'), { target: 'species' }));
  const table = iris();
  const garbage = [null, true, -1, 0, 1e308, '', 'x', [], [null], [[]], {}, { name: 'x' }, undefined];
  /** Every place in the data: an object and a key of it. */
  const places = (value: unknown): [Record<string, unknown>, string][] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, inner]) => [[value as Record<string, unknown>, key], ...places(inner)]);
  const next = wholeNumbers(1);
  let refused = 0;
  for (let k = 0; k < places(JSON.parse(saved)).length; k++) {
    for (const wrong of garbage) {
      const json = JSON.parse(saved);
      const [owner, key] = places(json)[k]!;
      if (wrong === undefined) delete owner[key];
      else owner[key] = wrong;
      try {
        const pipeline = pipelineFromJSON(JSON.parse(JSON.stringify(json)));
        const { x } = pipeline.encode(
          columns(Object.fromEntries(pipeline.features.map((f) => [f.name, [String(next(9))]]))),
        );
        expect(x.cols).toBe(pipeline.inputs);
        expect(pipeline.encode(table.select([])).x.cols).toBe(pipeline.inputs);
      } catch (error) {
        refused++;
        // Ours, not the engine's: it begins with what is at fault.
        expect((error as Error).message).toMatch(/^pipeline(FromJSON: json)?: |^(test\.csv|iris)[: ]/);
      }
    }
  }
  expect(refused).toBeGreaterThan(100);
});
