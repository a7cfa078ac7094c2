import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromAddress, initialOf, toAddress } from '../src/lib/settings/address.js';
import { commandOf, unsaid } from '../src/routes/[lang=lang]/playground/command.js';
import { contour } from '../src/routes/[lang=lang]/playground/contour.js';
import { divided, pointsFor } from '../src/routes/[lang=lang]/playground/datasets.js';
import { differences } from '../src/routes/[lang=lang]/playground/differences.js';
import { engine } from '../src/routes/[lang=lang]/playground/engine.js';
import { featureNames, featuresOf } from '../src/routes/[lang=lang]/playground/features.js';
import { programOf } from '../src/routes/[lang=lang]/playground/program.js';
import { GRID, type Report } from '../src/routes/[lang=lang]/playground/protocol.js';
import {
  activationNames,
  dataNames,
  fields,
  initNames,
  optimizerNames,
  presets,
  type Settings,
  scheduleNames,
} from '../src/routes/[lang=lang]/playground/settings.js';
import { read, tableOf, written } from '../src/routes/[lang=lang]/playground/table.js';
import { used } from '../src/routes/[lang=lang]/playground/tool.js';
import { output } from './program-output.js';

const withSettings = (change: Partial<Settings>): Settings => ({ ...initialOf(fields), ...change });

/** The report after so many updates. */
const after = (settings: Settings, count: number): Report => engine()({ settings, start: true, unit: 'batch', count });
const afterEpochs = (settings: Settings, count: number): Report =>
  engine()({ settings, start: true, unit: 'epoch', count });

const own: Settings = withSettings({
  data: 'own',
  points: [
    [0, 0, 0],
    [0.5, 1, 1],
    [-1.25, 0.125, 0],
    [1, -0.333, 1],
    [2, 2, 1],
  ],
  batch: 2,
  share: 0.2,
});

describe('the points', () => {
  test.each(dataNames)('%s: as many as asked for, the same for the same seed, a part of them held back', (data) => {
    const settings = withSettings({ data, count: 101, share: 0.25, points: own.points });
    const points = pointsFor(settings);
    expect(points).toHaveLength(data === 'own' ? 5 : 101);
    expect(pointsFor(settings)).toEqual(points);
    const { train, test: held } = divided(settings);
    expect(held).toHaveLength(Math.round(points.length * 0.25));
    expect([...train, ...held].map(String).sort()).toEqual(points.map(String).sort());
  });

  test('xor has the classes of its corners, the saddle its heights', () => {
    for (const [x1, x2, t] of pointsFor(withSettings({ data: 'xor', noise: 0 }))) expect(t).toBe(x1 !== x2 ? 1 : 0);
    for (const [x1, x2, t] of pointsFor(withSettings({ data: 'saddle', noise: 0 }))) {
      expect(t).toBeCloseTo((x1 ** 2 - x2 ** 2) / 2, 12);
    }
  });

  test('features are what they are called', () => {
    const [x1, x2] = [0.7, -1.3];
    const expected = [x1, x2, x1 ** 2, x2 ** 2, x1 * x2, Math.sin(x1), Math.sin(x2)];
    featuresOf(featureNames, x1, x2).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 12);
    });
  });

  test('the tools add a point, and take the nearest away', () => {
    const at = { value: 0.5, reach: 2 };
    expect(used('blue', [], [1, 2], at)).toEqual([[1, 2, 1]]);
    expect(used('orange', [], [1, 2], at)).toEqual([[1, 2, 0]]);
    expect(used('value', [], [1, 2], at)).toEqual([[1, 2, 0.5]]);
    expect(used('erase', own.points, [0.45, 1], at)).toEqual(own.points.filter((_, i) => i !== 1));
    expect(used('erase', own.points, [-2, -2], at)).toEqual(own.points);
  });

  test('text gives them back, and says what is wrong by line', () => {
    expect(read(written(own.points), true)).toEqual({ points: own.points, problems: [] });
    const { points, problems } = read('x1,x2,class\n1,2,1\n\n1,2\n1,two,0\n1, 2, 3\n99,0,1\n1;2;0', true);
    expect(points).toEqual([
      [1, 2, 1],
      [1, 2, 0],
    ]);
    expect(problems.map(({ line, kind }) => [line, kind])).toEqual([
      [4, 'count'],
      [5, 'number'],
      [6, 'class'],
      [7, 'range'],
    ]);
    expect(read('1,2,3', false).problems).toEqual([]);
  });
});

describe('the address', () => {
  test('holds points, inputs and layers, and brings them back', () => {
    const values = { ...own, features: ['x1', 'sinx2'] as const, hidden: [], at: 77 };
    expect(fromAddress(fields, toAddress(fields, values))).toEqual({ values, problems: [] });
  });

  test.each([
    'points=1,2',
    'points=1,2,11',
    'features=',
    'features=x1,x3',
    'hidden=9',
    'hidden=2.5',
    'hidden=1,1,1,1,1,1,1',
    'at=-1',
  ])('refuses %s', (text) => expect(fromAddress(fields, `v=1&${text}`).problems).toEqual([text.split('=')[0]]));
});

describe('the engine', () => {
  test('says what the network of its weights says, computed by hand', () => {
    const settings = withSettings({ data: 'moons', features: ['x1', 'x2', 'x1x2'] });
    const { layers, plane, train } = after(settings, 30);
    const outputs = (x: number[]) =>
      layers.reduce((from, { units, weight, bias }, i) => {
        const sums = Array.from({ length: units }, (_, j) =>
          from.reduce((sum, value, k) => sum + value * weight[k * units + j]!, bias[j]!),
        );
        if (i < layers.length - 1) return sums.map(Math.tanh);
        const total = sums.reduce((sum, z) => sum + Math.exp(z), 0);
        return sums.map((z) => Math.exp(z) / total);
      }, x);
    const points = divided(settings).train;
    const all = points.map(([x1, x2]) => outputs([x1, x2, x1 * x2]));
    const loss = points.reduce((sum, [, , t], i) => sum - Math.log(all[i]![t]!), 0) / points.length;
    expect(train!.loss).toBeCloseTo(loss, 5);
    const right = points.filter(([, , t], i) => all[i]![t]! > 0.5).length;
    expect(train!.accuracy).toBe(right / points.length);
    expect(train!.confusion!.flat().reduce((a, b) => a + b)).toBe(points.length);
    // The first cell is at the upper left end.
    const reach = 2.5;
    const [x1, x2] = [-reach + reach / GRID, reach - reach / GRID];
    const [zero, one] = outputs([x1, x2, x1 * x2]);
    expect(Math.abs(plane[0]! - (one! - zero!))).toBeLessThan(0.05);
  });

  test('begins and goes on to the same bits, in one go, in parts, batch by batch and sample by sample', () => {
    const settings = withSettings({ batch: 9 });
    const whole = afterEpochs(settings, 3);
    expect(whole.step).toBe(3 * whole.perEpoch);
    const answer = engine();
    answer({ settings, start: true, unit: 'batch', count: 11 });
    const again = answer({ settings, start: true, unit: 'batch', count: 0 });
    expect(again).toEqual(after(settings, 0));
    answer({ settings, start: false, unit: 'sample', count: 20 });
    const between = answer({ settings, start: false, unit: 'sample', count: 1 });
    // Two batches of 9, and three samples of the next.
    expect([between.step, between.seen.length, between.batch]).toEqual([2, 3, 9]);
    expect({ ...between, seen: [], batch: 0 }).toEqual({ ...after(settings, 2) });
    answer({ settings, start: false, unit: 'epoch', count: 1 });
    expect(answer({ settings, start: false, unit: 'epoch', count: 2 })).toEqual(whole);
  });

  test('does without points, and says when the numbers become too large', () => {
    const empty = after(withSettings({ data: 'own', points: [] }), 5);
    expect([empty.train, empty.step]).toEqual([undefined, 0]);
    const wild = after(
      withSettings({ optimizer: 'sgd', rate: 10, loss: 'hinge', activation: 'linear', l2: 0.1 }),
      3000,
    );
    expect(wild.diverged).toBe(true);
    expect(wild.step).toBeLessThan(3000);
  });

  const every: readonly Partial<Settings>[] = [
    ...activationNames.map((activation) => ({ activation })),
    ...optimizerNames.map((optimizer) => ({ optimizer })),
    ...scheduleNames.map((schedule) => ({ schedule, every: 20 })),
    ...(['meanSquaredError', 'hinge', 'squaredHinge'] as const).map((loss) => ({ loss })),
    ...(['meanSquaredError', 'meanAbsoluteError', 'huber', 'logCosh'] as const).map((loss) => ({
      data: 'saddle' as const,
      loss,
    })),
    ...initNames.filter((init) => init !== 'zeros').map((init) => ({ init })),
  ];
  test.each(every)('learns with %j', (change) => {
    const settings = withSettings(change);
    expect(afterEpochs(settings, 15).train!.loss).toBeLessThan(after(settings, 0).train!.loss);
  });
});

describe('what the page tells to try is so:', () => {
  test('a line is not enough for circles; squares are', () => {
    expect(afterEpochs(withSettings(presets.line), 200).train!.accuracy).toBeLessThan(0.7);
    expect(afterEpochs(withSettings(presets.squares), 200).train!.accuracy).toBeGreaterThan(0.98);
  });

  test('four neurons do exclusive or, three layers the spiral', () => {
    expect(afterEpochs(withSettings(presets.xor), 200).train!.accuracy).toBeGreaterThan(0.95);
    expect(afterEpochs(withSettings(presets.spiral), 250).train!.accuracy).toBeGreaterThan(0.95);
  });

  test('a large network learns a few noisy points by heart; a penalty tames it', () => {
    const [begun, overfit, tamed] = [
      afterEpochs(withSettings(presets.overfit), 10),
      afterEpochs(withSettings(presets.overfit), 500),
      afterEpochs(withSettings(presets.tamed), 500),
    ];
    expect(overfit.train!.loss).toBeLessThan(0.02);
    expect(overfit.test!.loss).toBeGreaterThan(2 * begun.test!.loss);
    expect(tamed.test!.loss).toBeLessThan(overfit.test!.loss / 2);
  });

  test('from zeros, nothing but the last biases moves', () => {
    const { layers } = afterEpochs(withSettings(presets.zeros), 50);
    for (const { weight } of layers) expect(weight.every((value) => value === 0)).toBe(true);
    expect(layers.slice(0, -1).every(({ bias }) => bias.every((value) => value === 0))).toBe(true);
    expect(layers.at(-1)!.bias.some((value) => value !== 0)).toBe(true);
  });

  test('six layers of sigmoids learn nothing by plain descent; with tanh and Adam they do', () => {
    expect(afterEpochs(withSettings(presets.deep), 100).train!.accuracy).toBeLessThan(0.7);
    const better = withSettings({ ...presets.deep, activation: 'tanh', optimizer: 'adam', rate: 0.01 });
    expect(afterEpochs(better, 100).train!.accuracy).toBeGreaterThan(0.95);
  });

  test('the saddle is a plane over the squares', () => {
    const settings = withSettings({ ...presets.saddle, hidden: [], features: ['x1^2', 'x2^2'], noise: 0, rate: 0.05 });
    expect(afterEpochs(settings, 200).train!.loss).toBeLessThan(1e-4);
  });
});

describe('the program', () => {
  const states: readonly (readonly [string, Partial<Settings>])[] = [
    ...Object.entries(presets),
    ['own points', own],
    [
      'blobs and sines',
      {
        data: 'blobs',
        noise: 0.4,
        features: ['x1', 'sinx1', 'sinx2'],
        activation: 'leakyRelu',
        init: 'normal',
        share: 0,
      },
    ],
    [
      'momentum, cosine',
      { optimizer: 'momentum', schedule: 'cosine', every: 3, loss: 'hinge', init: 'orthogonal', l2: 0.01 },
    ],
    [
      'exponential, elu',
      { schedule: 'exponential', activation: 'elu', features: ['x2'], init: 'he', optimizer: 'lion', rate: 0.001 },
    ],
  ];

  test.each(states)('of %s prints the losses of the page, to the bit', async (_, change) => {
    const settings = withSettings(change);
    const { train, test: held } = after(settings, 37);
    const printed = await output(programOf(settings, 37));
    expect(printed[0]![0]).toBe('train');
    expect(printed[0]![1]).toBe(train!.loss);
    if (train!.accuracy !== undefined) expect(printed[0]![2]).toBe(train!.accuracy);
    if (held) expect(printed[1]!.slice(0, 2)).toEqual(['test', held.loss]);
    else expect(printed).toHaveLength(1);
  });
});

describe('the command', () => {
  interface Io {
    readonly out: (text: string) => void;
    readonly err: (text: string) => void;
  }
  const cli = new URL('../../cli/src/run.ts', import.meta.url).pathname;

  test.each([
    ['first state', {}],
    ['saddle', presets.saddle],
    ['line', { ...presets.line, optimizer: 'momentum', features: ['x1', 'x1^2'] }],
  ] as const)('trains the %s on its points', async (_, change) => {
    const settings = withSettings(change);
    expect(unsaid(settings)).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'nn-playground-'));
    try {
      const file = join(folder, 'points.csv');
      writeFileSync(file, tableOf(settings, 'train'));
      const words = commandOf(settings, 2).replaceAll('\\\n', '').split(/\s+/);
      expect(words.slice(0, 3)).toEqual(['nn', 'train', 'points.csv']);
      const { run } = (await import(/* @vite-ignore */ cli)) as {
        run: (argv: readonly string[], io: Io) => Promise<number>;
      };
      const said: string[] = [];
      const io = {
        out: (text: string) => said.push(text),
        err: () => {},
        live: false,
        columns: 80,
        terminal: false,
        width: 80,
        env: {},
        signal: new AbortController().signal,
      };
      const argv = ['train', file, ...words.slice(3), '--model', join(folder, 'm.safetensors'), '--json'];
      expect(await run(argv, io)).toBe(0);
      const result = JSON.parse(said.join(''));
      expect(result.epochs).toBe(2);
      expect(result.features).toEqual(settings.features);
      expect(result.rows).toBe(divided(settings).train.length);
      expect(result.recipe).toMatchObject({
        hidden: settings.hidden,
        learningRate: settings.rate,
        batchSize: 10,
        seed: 0,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('says what it cannot say', () => {
    const settings = withSettings({
      activation: 'mish',
      optimizer: 'lion',
      schedule: 'cosine',
      l2: 0.01,
      init: 'he',
      loss: 'hinge',
    });
    expect(unsaid(settings)).toEqual(['activation', 'loss', 'optimizer', 'schedule', 'l2', 'init']);
  });
});

test('the contour of a plane is a straight line', () => {
  // 0 between the second and the third column.
  const values = Array.from({ length: 16 }, (_, k) => (k % 4) - 1.5);
  expect(contour(values, 4)).toBe('M2.00 0.50L2.00 1.50M2.00 1.50L2.00 2.50M2.00 2.50L2.00 3.50');
  expect(contour(new Float32Array(16).fill(1), 4)).toBe('');
});

test('differences are named as an address writes them', () => {
  expect(differences(withSettings({}), withSettings({ rate: 0.5, hidden: [], at: 9 }))).toEqual([
    { name: 'hidden', before: '4,3', after: '–' },
    { name: 'rate', before: '0.01', after: '0.5' },
  ]);
});
