import { describe, expect, test } from 'vitest';
import { nn } from './support/command.js';
import { both, json, setIn, told } from './support/lesson.js';

/** Prose on one line. */
const flat = (out: string, lang: string) => out.replace(/\n/g, lang === 'en' ? ' ' : '');

const weights = (path: readonly { w: number }[]) => path.map(({ w }) => w);
const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 9));

describe('descent', () => {
  test.each(both)('loss, gradient and curvature of a guess, in symbols and with the numbers (%s)', async (lang) => {
    expect(setIn(await told('descent', lang)).slice(0, 10)).toEqual([
      'y = w x + 1',
      'loss(w) = (1/n) Σ (w x + 1 - t)² / 2',
      'loss(5) = (5 × 1 + 1 - 4)² / 2 = 2',
      'loss(-2) = (-2 × 1 + 1 - 4)² / 2 = 12.5',
      'gradient = (1/n) Σ (w x + 1 - t) x',
      '= (5 × 1 + 1 - 4) × 1 = 2',
      'curvature = (1/n) Σ x²',
      '= 1² = 1',
      "w' = w - learningRate gradient",
      '= 5 - 0.5 × 2 = 4',
    ]);
  });

  test('the sign is labelled: the error of the notes is target minus output, the gradient the other way round', async () => {
    expect(flat(await told('descent'), 'en')).toMatch(/gradient.*output minus target.*error as target minus output/);
    expect(flat(await told('descent', 'zh'), 'zh')).toMatch(/梯度是输出值减去目标值.*误差是目标值减去输出值/);
  });

  test('of several points it is the mean', async () => {
    expect(setIn(await told('descent --x 1,2 --t 4,7'))).toEqual(
      expect.arrayContaining([
        'loss(5) = ((5 × 1 + 1 - 4)² / 2 + (5 × 2 + 1 - 7)² / 2) / 2 = 5',
        '= ((5 × 1 + 1 - 4) × 1 + (5 × 2 + 1 - 7) × 2) / 2 = 5',
        '= (1² + 2²) / 2 = 2.5',
      ]),
    );
  });

  test.each(both)('the path 5, 4, 3.5, 3.2, 3.02 stands there by itself, and by its rates (%s)', async (lang) => {
    const path = ['0 5 2 2 0.5 0.5', '1 4 0.5 1 0.5 0.5', '2 3.5 0.125 0.5 0.6 0.6', '3 3.2 0.02 0.2 0.9 0.9'];
    for (const rates of ['', '--learning-rate 0.5,0.5,0.6,0.9']) {
      expect(setIn(await told(`descent ${rates}`, lang))).toEqual(
        expect.arrayContaining([...path, '4 3.02 0.0002 0.02 – –']),
      );
    }
    expect(weights((await json('descent')).rateForEach.path)).toEqual(close([5, 4, 3.5, 3.2, 3.02]));
    const { path: own } = await json('descent --learning-rate 0.5,0.5,0.6,0.9');
    expect(weights(own)).toEqual(close([5, 4, 3.5, 3.2, 3.02]));
  });

  test.each([
    ['0.01', 'slow', 'below 1', '缓慢：', '小于 1'],
    ['0.5', 'converged', 'below 1', '收敛：', '小于 1'],
    ['1', 'converged', 'exactly 1', '收敛：', '正好等于 1'],
    ['1.5', 'converged', 'between 1 and 2', '收敛：', '介于 1 和 2 之间'],
    ['1.5 --steps 10', 'oscillating', 'between 1 and 2', '振荡：', '介于 1 和 2 之间'],
    ['2', 'oscillating', 'exactly 2', '振荡：', '正好等于 2'],
    ['2.5', 'diverged', 'above 2', '发散：', '大于 2'],
    ['1e300', 'diverged', 'above 2', '发散：第 1 步', '大于 2'],
  ])('a learning rate of %s: %s', async (rate, kind, side, ending, meaning) => {
    const call = `descent --learning-rate ${rate}`;
    const learningRate = Number.parseFloat(rate);
    expect((await json(call)).verdict).toMatchObject({ kind, learningRate, curvature: 1, product: learningRate });
    const section = (out: string) => /\n4\. .*?\n\n/s.exec(out)![0];
    const [en, zh] = [flat(section(await told(call)), 'en'), flat(section(await told(call, 'zh')), 'zh')];
    expect(en.toLowerCase()).toContain(`${kind}:`);
    expect(en).toContain(side);
    expect(zh).toContain(ending);
    expect(zh).toContain(meaning);
  });

  test.each(both)('below 1, 1 to 2 and above 2, side by side, whatever the curvature (%s)', async (lang) => {
    const kinds = ['slow', 'converged', 'converged', 'converged', 'oscillating', 'diverged'];
    for (const [call, bend] of [
      ['descent', 1],
      ['descent --x 1,2 --t 4,7', 2.5],
    ] as const) {
      // biome-ignore format: pairs
      const { byProduct } = await json(call);
      expect(byProduct.map((row: { verdict: { kind: string } }) => row.verdict.kind)).toEqual(kinds);
      for (const { learningRate, product, w } of byProduct) {
        expect(learningRate).toBeCloseTo(product / bend, 12);
        // What is left of the way from 5 to 3.
        expect(w).toEqual(close([0, 1, 2, 3].map((k) => 3 + 2 * (1 - product) ** k)));
      }
    }
    expect(setIn(await told('descent', lang)).filter((line) => line.startsWith('2.5 2.5 5, 0, 7.5'))).toHaveLength(1);
  });

  test.each([
    ['inverseTime', (k: number) => 2.5 / (1 + 0.5 * k), 'converged'],
    ['exponential', (k: number) => 2.5 * Math.exp(-0.5 * k), 'slow'],
  ] as const)('too large a rate diverges; with a decay (%s) it comes in', async (form, rate, kind) => {
    const data = await json(`descent --learning-rate 2.5 --decay 0.5 --decay-form ${form}`);
    const { kept, falling } = data.falling;
    expect(kept.verdict.kind).toBe('diverged');
    expect(Math.abs(kept.path.at(-1).w - 3)).toBeGreaterThan(1000);
    expect(falling.verdict.kind).toBe(kind);
    expect(Math.abs(falling.path.at(-1).w - 3)).toBeLessThan(0.1);
    for (const { step, learningRate } of falling.path.slice(0, -1)) expect(learningRate).toBeCloseTo(rate(step), 12);
    // It is the descent that was asked for.
    expect(data.path).toEqual(falling.path);
  });

  test.each(both)('the decay stands there by itself, with its formula (%s)', async (lang) => {
    expect(setIn(await told('descent', lang))).toEqual(
      expect.arrayContaining([
        'rate_k = rate / (1 + decay k)',
        'rate_2 = 2.5 / (1 + 0.5 × 2) = 1.25',
        '3 2.5 -3.75 1 2.5',
        '4 2.5 13.125 0.833333 3',
      ]),
    );
  });

  test.each(both)('through (1, 4) and (2, 7) the answer is 3 (%s)', async (lang) => {
    expect(setIn(await told('descent', lang))).toContain('= (1 × (4 - 1) + 2 × (7 - 1)) / (1² + 2²) = 3');
    for (const call of ['descent', 'descent --x 1,2 --t 4,7 --start -2 --learning-rate 0.2']) {
      const { answer, path } = await json(call);
      expect(answer).toMatchObject({ points: { x: [1, 2], t: [4, 7] }, w: 3, loss: 0 });
      expect((answer.descent?.path ?? path).at(-1).w).toBeCloseTo(3, 6);
    }
  });

  test('points that no such line meets', async () => {
    const { answer, path } = await json('descent --x 1,2,4 --t 4,7,2 --learning-rate 0.1');
    expect(answer.w).toBeCloseTo(19 / 21, 12);
    expect(answer.loss).toBeCloseTo(605 / 126, 12);
    expect(path.at(-1).w).toBeCloseTo(19 / 21, 9);
    expect(await told('descent --x 1,2,4 --t 4,7,2')).toContain('No such line meets all points');
  });

  test('where nothing moves, that is said', async () => {
    expect(await told('descent --start 3')).toContain('the guess is the answer already');
    expect(await told('descent --x 0')).toContain('Every x is 0');
    expect((await json('descent --x 0')).path).toHaveLength(31);
  });

  test('--json has the path', async () => {
    const data = await json('descent --steps 1');
    expect(data).toMatchObject({
      lesson: 'descent',
      points: { x: [1], t: [4] },
      start: 5,
      guesses: [{ w: 5, loss: 2 }, { w: -2, loss: 12.5 }], // biome-ignore format: pairs
    });
    expect(data.path).toEqual([
      { step: 0, w: 5, loss: 2, gradient: 2, curvature: 1, learningRate: 0.5 },
      { step: 1, w: 4, loss: 0.5, gradient: 1, curvature: 1 },
    ]);
  });
});

describe('batches', () => {
  const few = 'batches --seeds 20';
  interface Update {
    readonly samples: number;
    readonly loss: number;
    readonly seconds: number;
  }
  const losses = ({ updates }: { updates: readonly Update[] }) => updates.map(({ loss }) => loss);

  test('batch descent goes down the mean of all samples', async () => {
    const { samples, start, batch } = await json(few);
    const mean = (of: (x: number, t: number) => number) =>
      samples.x.reduce((sum: number, x: number, i: number) => sum + of(x, samples.t[i]), 0) / 100;
    let w = start;
    for (const { loss } of batch.updates) {
      w -= 0.1 * mean((x, t) => (w * x + 1 - t) * x);
      expect(loss).toBeCloseTo(
        mean((x, t) => (w * x + 1 - t) ** 2 / 2),
        12,
      );
    }
    expect(batch.w).toBeCloseTo(w, 12);
  });

  test('each descent sees every sample once an epoch, in as many updates as it has batches', async () => {
    const { summary, ...data } = await json(`${few} --samples 30 --batch 7 --epochs 4`);
    expect(summary.map((row: object) => ({ ...row, seconds: 0 }))).toMatchObject([
      { descent: 'batch', batchSize: 30, updates: 4, samples: 120 },
      { descent: 'stochastic', batchSize: 1, updates: 120, samples: 120 },
      { descent: 'miniBatch', batchSize: 7, updates: 20, samples: 120 },
    ]);
    for (const { descent, updates, loss, afterFirstEpoch, seconds } of summary) {
      const run = data[descent];
      expect(run.updates).toHaveLength(updates);
      expect(run.updates[updates / 4 - 1]).toMatchObject({ samples: 30, loss: afterFirstEpoch });
      expect(run.updates.at(-1)).toMatchObject({ loss, seconds });
      expect(seconds).toBeGreaterThan(0);
    }
  });

  test('a mini-batch of all is a batch, one of one is stochastic', async () => {
    const all = await json(`${few} --samples 20 --batch 20`);
    expect(losses(all.miniBatch)).toEqual(losses(all.batch));
    const one = await json(`${few} --samples 20 --batch 1`);
    expect(losses(one.miniBatch)).toEqual(losses(one.stochastic));
    expect(losses(one.batch)).toEqual(losses(all.batch));
  });

  test('a seed makes samples and order', async () => {
    const [a, b, c] = [
      await json(`${few} --samples 20`),
      await json(`${few} --samples 20 --seed 0`),
      await json(`${few} --samples 20 --seed 1`),
    ];
    expect(losses(b.stochastic)).toEqual(losses(a.stochastic));
    expect(c.samples.x).not.toEqual(a.samples.x);
  });

  test.each(both)('loss per update and per sample seen (%s)', async (lang) => {
    const data = await json(few);
    const lines = setIn(await told(few, lang));
    const six = (loss: number) => String(Number(loss.toPrecision(6)));
    // After 10 updates; and after 100 samples, which are 1 update, 100 and 10.
    const after = (...updates: number[]) =>
      [data.batch, data.stochastic, data.miniBatch].map((run, i) => six(losses(run)[updates[i]! - 1]!)).join(' ');
    expect(lines).toContain(`10 ${after(10, 10, 10)}`);
    expect(lines).toContain(`100 ${after(1, 100, 10)}`);
  });

  test.each([[1], [40]])('%i seeds: each descent is counted once', async (seeds) => {
    const { surface } = await json(`batches --samples 5 --seeds ${seeds}`);
    for (const counts of [...Object.values(surface.random), ...Object.values(surface.ridge)]) {
      expect(Object.values(counts as Record<string, number>).reduce((a, b) => a + b)).toBe(seeds);
    }
    expect(surface.ridge.batch).toEqual({ globalMinimum: 0, localMinimum: 0, saddle: seeds, elsewhere: 0 });
    expect(surface.random.batch.saddle).toBe(0);
    expect(surface.ridge.stochastic.saddle + surface.ridge.miniBatch.saddle).toBe(0);
  });

  test.each(both)('the surface, its three places, and the counts in tables and prose (%s)', async (lang) => {
    const out = await told('batches --samples 5 --seeds 40', lang);
    const lines = setIn(out);
    expect(lines).toEqual(
      expect.arrayContaining([
        'f = u⁴ / 4 + u³ / 6 - u² / 2 + v² / 2',
        'df/dv = v',
        'f(0, 0) = 0⁴ / 4 + 0³ / 6 - 0² / 2 + 0² / 2 = 0',
      ]),
    );
    const { random, ridge } = (await json('batches --samples 5 --seeds 40')).surface;
    const rows = [random, ridge].flatMap((counts) => Object.values(counts as object).map((c) => Object.values(c)));
    expect(
      lines.filter((line) => /^\S+( \d+){4}$/.test(line)).map((line) => line.split(' ').slice(1).map(Number)),
    ).toEqual(rows);
    const { globalMinimum, localMinimum } = random.batch;
    expect(flat(out, lang)).toContain(
      lang === 'en'
        ? `of 40 random starts, ${globalMinimum} ended in the global minimum and ${localMinimum} in the local one`
        : `40 个随机起点中，${globalMinimum} 个走到全局最小值，${localMinimum} 个停在局部最小值`,
    );
  });

  test('noise promises nothing, also where it has let no descent stay', async () => {
    const out = flat(await told('batches --samples 5 --seeds 40'), 'en');
    const { localMinimum: stayed } = (await json('batches --samples 5 --seeds 40')).surface.random.stochastic;
    expect(stayed).toBe(0);
    expect(out).toContain('of more stochastic descents some would have stayed in the local minimum');
    expect(flat(await told('batches --samples 5'), 'en')).toMatch(
      /nothing: \d+ stochastic descents stayed in the local/,
    );
  });

  test('the minima are where the slope along u, u (u² + u / 2 - 1), is 0', async () => {
    const { globalMinimum, localMinimum, saddle } = (await json(few)).surface.stationary;
    for (const [{ u, v }, root] of [
      [globalMinimum, -1.2807764],
      [localMinimum, 0.7807764],
      [saddle, 0],
    ] as const) {
      // biome-ignore format: pairs
      expect(u).toBeCloseTo(root, 7);
      expect(v).toBe(0);
    }
    expect(globalMinimum.loss).toBeLessThan(localMinimum.loss);
    expect(localMinimum.loss).toBeLessThan(saddle.loss);
  });

  test('over 1,000 seeds noise leaves the saddle, and mostly the local minimum', async () => {
    const { random, ridge } = (await json('batches --samples 5')).surface;
    expect(random.batch.localMinimum).toBeGreaterThan(400);
    expect(random.stochastic.globalMinimum).toBeGreaterThan(900);
    expect(ridge.batch.saddle).toBe(1000);
    expect(ridge.stochastic.saddle).toBe(0);
  });

  test('a rate that is too large is remarked on', async () => {
    expect(await told(`${few} --learning-rate 100`)).toContain('the\nlearning rate is too large');
    expect(await told(few)).not.toContain('too large');
  });
});

describe('numbers that do not fit', () => {
  test.each([
    ['descent --x 1,2', '--x has 2 numbers, --t has 1 number; expected as many in each'],
    ['descent --x a', "'--x <numbers>' argument 'a' is invalid"],
    ['descent --start five', "'--start <number>' argument 'five' is invalid. expected a number"],
    ['descent --start 1e200', '--x, --t or --start: the loss is too large for double precision'],
    ['descent --x 1e160 --start 0', '--x, --t or --start: the loss is too large for double precision'],
    [
      'descent --learning-rate 0.5,0',
      "'--learning-rate <numbers>' argument '0.5,0' is invalid. expected numbers above 0",
    ],
    ['descent --learning-rate 0.5,,1', "has '' in it"],
    ['descent --steps 0', "'--steps <number>' argument '0' is invalid. expected a whole number from 1 to 1000"],
    ['descent --decay -1', "'--decay <number>' argument '-1' is invalid. expected a number above 0"],
    [
      'descent --decay 1 --learning-rate 1,2',
      '--decay goes with one --learning-rate, which it makes smaller; got a list of 2',
    ],
    ['descent --decay-form linear', 'Allowed choices are inverseTime, exponential'],
    ['batches --samples 1', "'--samples <number>' argument '1' is invalid. expected a whole number from 2 to 500"],
    ['batches --epochs 0', "'--epochs <number>' argument '0' is invalid"],
    ['batches --batch 2.5', "'--batch <number>' argument '2.5' is invalid"],
    ['batches --learning-rate 0', "'--learning-rate <number>' argument '0' is invalid"],
    ['batches --seed -1', "'--seed <number>' argument '-1' is invalid"],
    ['batches --seeds 0', "'--seeds <number>' argument '0' is invalid"],
  ])('%s', async (call, message) => {
    const { code, out, err } = await nn(`lesson ${call}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^nn: /);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
