import { replay, traceFromJSON } from '@nn/net';
import { describe, expect, test } from 'vitest';
import { nn } from './support/command.js';
import { both, json, setIn, told } from './support/lesson.js';

describe('back', () => {
  test.each(both)('an error goes back three ways, with every number (%s)', async (lang) => {
    expect(setIn(await told('back --activation linear --train none', lang)).slice(0, 11)).toEqual([
      'W = [[2, 1], [3, 4]]',
      'back = e (W / (Σ_i W))ᵀ',
      'back[0, 0] = 10 × 2 / (2 + 3) + 5 × 1 / (1 + 4) = 5',
      'back[0, 1] = 10 × 3 / (2 + 3) + 5 × 4 / (1 + 4) = 10',
      'back = e Wᵀ',
      'back[0, 0] = 10 × 2 + 5 × 1 = 25',
      'back[0, 1] = 10 × 3 + 5 × 4 = 50',
      'slope = [[1, 1]]',
      'back = (e ⊙ slope) Wᵀ',
      'back[0, 0] = 10 × 1 × 2 + 5 × 1 × 1 = 25',
      'back[0, 1] = 10 × 1 × 3 + 5 × 1 × 4 = 50',
    ]);
  });

  test('the matrices of both notations stand beside each other', async () => {
    const lines = setIn(await told('back --train none'));
    expect(lines).toEqual(
      expect.arrayContaining([
        'rule forward: x W back: e B',
        'proportional [[2, 1], [3, 4]] [[0.4, 0.6], [0.2, 0.8]]',
        'transposed [[2, 1], [3, 4]] [[2, 3], [1, 4]]',
        'rule forward: Wᵀ x back: Bᵀ e',
        'proportional [[2, 3], [1, 4]] [[0.4, 0.2], [0.6, 0.8]]',
        'gradient [[2, 3], [1, 4]] [[2, 1], [3, 4]]',
      ]),
    );
  });

  test.each(['xor', 'iris', 'digits'])('%s is learnt by each rule: epochs and accuracy side by side', async (data) => {
    const { training } = await json(`back --train ${data}`);
    expect(training.outcomes.map((o: { rule: string }) => o.rule)).toEqual(['proportional', 'transposed', 'gradient']);
    for (const { rule, reached, accuracy, epochs } of training.outcomes) {
      if (rule !== 'proportional') expect(reached, rule).toBe(true);
      expect(reached).toBe(accuracy >= training.reach);
      expect(epochs).toBeGreaterThan(0);
    }
  });

  test('a slope of 1 is remarked on, and only that, whatever else makes the rules agree', async () => {
    const slope = async (options: string) =>
      (await told(`back --train none ${options}`)).includes('The slope is 1, so this is what');
    expect(await slope('--activation linear')).toBe(true);
    expect(await slope('--activation relu --sums 1,2')).toBe(true);
    expect(await slope('--weights 0,0;0,0')).toBe(false);
    expect(await slope('--errors 0,0')).toBe(false);
  });

  test('shares of weights that sum to 0 are remarked on', async () => {
    const out = await told('back --weights 1,2;-1,3 --train none');
    expect(setIn(out)).toContain('back[0, 0] = 10 × 1 / (1 + (-1)) + 5 × 2 / (2 + 3) = ∞');
    expect(out).toContain('sum to 0 here');
    const [{ error, rows }] = (await json('back --weights 1,0;-1,0 --train none')).rules;
    expect(error).toEqual(['NaN', 'NaN']);
    expect(rows.backward).toEqual([['Infinity', '-Infinity'], ['NaN', 'NaN']]); // biome-ignore format: rows
  });

  test('--json has the matrices', async () => {
    const data = await json('back --train none --activation linear');
    expect(data.rules[1]).toEqual({
      rule: 'transposed',
      error: [25, 50],
      rows: { forward: [[2, 1], [3, 4]], backward: [[2, 3], [1, 4]] }, // biome-ignore format: matrices
      columns: { forward: [[2, 3], [1, 4]], backward: [[2, 1], [3, 4]] }, // biome-ignore format: matrices
    });
  });
});

describe('zeros', () => {
  test.each(both)('from 0: by share 0/0, by the other rules 0 (%s)', async (lang) => {
    expect(setIn(await told('zeros', lang)).slice(0, 9)).toEqual([
      'e_0 = e_1 (W_1 / (Σ_i W_1))ᵀ',
      'e_0[0, 0] = -0.5 × 0 / (0 + 0) = NaN',
      'e_0[0, 1] = -0.5 × 0 / (0 + 0) = NaN',
      'e_0 = e_1 W_1ᵀ',
      'e_0[0, 0] = -0.5 × 0 = 0',
      'e_0[0, 1] = -0.5 × 0 = 0',
      'e_0 = delta_1 W_1ᵀ',
      'e_0[0, 0] = -0.125 × 0 = 0',
      'e_0[0, 1] = -0.125 × 0 = 0',
    ]);
  });

  test('twins stay twins, a single layer learns from 0, and first weights stand side by side', async () => {
    const data = await json('zeros --hidden 3');
    expect(data.twins.map((row: { steps: number }) => row.steps)).toEqual([0, 1, 10, 100]);
    for (const { weights } of data.twins) {
      for (const row of weights) expect(new Set(row).size).toBe(1);
    }
    expect(data.twins.at(-1).weights).not.toEqual(data.twins[0].weights);
    expect(data.single[0]).toMatchObject({ steps: 0, accuracy: 0.5 });
    expect(data.single[0].loss).toBeCloseTo(Math.log(2), 6);
    expect(data.single.at(-1).accuracy).toBe(1);
    const { outcomes } = data.initializers;
    expect(outcomes.map((o: { init: string }) => o.init)).toEqual(['zero', 'constant', 'tooLarge', 'glorot', 'he']);
    const accuracy = Object.fromEntries(outcomes.map((o: { init: string; accuracy: number }) => [o.init, o.accuracy]));
    expect(accuracy).toMatchObject({ glorot: 1, he: 1 });
    for (const bad of ['zero', 'constant', 'tooLarge']) expect(accuracy[bad]).toBeLessThan(1);
  });
});

describe('step', () => {
  test.each(both)('every number of one step, forward and back (%s)', async (lang) => {
    const lines = setIn(await told('step --activation linear --inputs 1,2 --target 0 --learning-rate 0.5', lang));
    expect(lines).toEqual(
      expect.arrayContaining([
        'z_0[0, 0] = 1 × 0.1 + 2 × 0.3 + 0 = 0.7',
        'z_0[0, 1] = 1 × 0.2 + 2 × 0.4 + 0 = 1',
        '= 0.7 × 0.5 + 1 × 0.6 + 0 = 0.95',
        '= 0.5 × (0.95 - 0)² = 0.45125',
        '= 0.95 - 0 = 0.95',
        'e_0[0, 1] = 0.95 × 0.6 = 0.57',
        'dW_0[1, 1] = 2 × 0.57 = 1.14',
        "W_0'[1, 1] = 0.4 - 0.5 × 1.14 = -0.17",
        "W_1'[0, 0] = 0.5 - 0.5 × 0.665 = 0.1675",
      ]),
    );
  });

  test('the rule is seen in the line of the hidden error', async () => {
    for (const [rule, formula] of [
      ['gradient', 'delta_1 W_1ᵀ'],
      ['transposed', 'e_1 W_1ᵀ'],
      ['proportional', 'e_1 (W_1 / (Σ_i W_1))ᵀ'],
    ] as const) {
      expect(setIn(await told(`step --rule ${rule}`))).toContain(`e_0 = ${formula}`);
    }
  });

  test('--json is a trace, which replays to the same bits', async () => {
    const { lesson, ...data } = await json('step --rule transposed');
    expect(lesson).toBe('step');
    const trace = traceFromJSON(data);
    expect(JSON.parse(JSON.stringify(replay(trace)))).toEqual(data);
    expect(trace.layers.map(({ kind }) => kind)).toEqual(['dense', 'dense']);
    expect(await told('step')).toContain('gives the same bits');
  });
});

describe('numbers that do not fit', () => {
  test.each([
    ['back --weights 1,2;3', "expected rows of one length such as 2,1;3,4, but of '1,2;3' row 1 has 2 and row 2 has 1"],
    ['back --weights a', "expected numbers such as 1,2.5,-3, but 'a' is none"],
    ['back --errors 1', '--errors has 1, --weights has 2 columns; expected one for each output'],
    ['back --sums 1,2,3', '--sums has 3, --weights has 2 columns'],
    ['back --activation softplus', 'Allowed choices are gelu, linear, relu, sigmoid, tanh'],
    ['back --train mnist', 'Allowed choices are xor, iris, digits, none'],
    ['zeros --hidden 1', "expected a whole number from 2 to 20, got '1'"],
    ['step --inputs 1', '--hidden has 2 rows; expected 1, as many as --inputs'],
    ['step --output 1', '--output has 1 row; expected 2, as many as the columns of --hidden'],
    ['step --target 1,2', '--target has 2 numbers; expected 1, as many as the columns of --output'],
    ['step --rule shares', 'Allowed choices are proportional, transposed, gradient'],
    ['step --learning-rate -1', "expected a number above 0, got '-1'"],
  ])('%s', async (call, message) => {
    const { code, out, err } = await nn(`lesson ${call}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^nn: /);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
