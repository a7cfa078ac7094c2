import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { activate, dense, linear, relu, sigmoid, softmax } from '@nn/net';
import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { pngMaker } from '../src/plot/png.js';
import { csvOf, files, nn, nnIn, ownFolder } from './support/command.js';
import { modelOf, saveModel, tableOf } from './support/model.js';

ownFolder();

const epochs = [3, 2, 1.2, 0.8, 0.7].map((loss, i) => ({
  loss,
  validationLoss: loss + 0.1 * i ** 2,
  validationAccuracy: i / 5,
}));
const history = { validating: epochs, training: epochs.map(({ loss }) => ({ loss: 0.9 * loss })) };
const validation = {
  task: 'classes',
  rows: 4,
  accuracy: 0.75,
  baseline: { class: 'no', accuracy: 0.5 },
  classes: ['no', 'yes'],
  confusion: [
    [2, 0],
    [1, 1],
  ],
};

beforeAll(() => {
  const plane = tableOf({ a: [10, 20, 30, 40], b: [1, 2, 3, 4], y: ['no', 'yes', 'no', 'yes'] });
  csvOf('plane.csv', plane);
  saveModel(
    'plane.safetensors',
    modelOf(plane, { target: 'y' }, (n) => [dense(3, relu), dense(n, softmax)]),
    { history },
  );
  saveModel(
    'noted.safetensors',
    modelOf(plane, { target: 'y' }, (n) => [dense(n, softmax)]),
    { validation },
  );
  saveModel(
    'scores.safetensors',
    modelOf(plane, { target: 'y' }, (n) => [dense(n, linear)]),
  );
  saveModel(
    'bare.safetensors',
    modelOf(plane, { target: 'y' }, () => [activate(sigmoid)]),
  );
  csvOf('no.csv', tableOf({ a: [10, 20], b: [1, 2], y: ['no', 'no'] }));
  csvOf('other.csv', tableOf({ a: [10, 20], b: [1, 2], z: ['no', 'no'] }));
  csvOf('empty.csv', tableOf({ a: [10, 20], b: [1, 2], y: ['', ''] }));
  const line = tableOf({ n: [1, 2, 3, 4], kind: ['x', 'y', 'x', 'y'], y: [2.5, 4, 6.5, 8] });
  csvOf('line.csv', line);
  saveModel(
    'line.safetensors',
    modelOf(line, { target: 'y', task: 'number' }, () => [dense(1)]),
  );
});

/** The SVG as a strict reader of XML has it, which throws where it is none: its size. */
const sizeOf = (svg: string) => {
  const { width, height } = new Resvg(svg, { font: { loadSystemFonts: false } });
  return { width, height };
};

describe('nn plot', () => {
  test('makes every picture that makes sense, in this folder, and says which', async () => {
    const before = files();
    const { code, out, err } = await nn('plot plane.safetensors plane.csv');
    const names = ['loss', 'confusion', 'roc', 'calibration', 'importance', 'boundary', 'weights'];
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe(names.map((name) => `wrote plane-${name}.svg\n`).join(''));
    expect(files()).toEqual([...before, ...names.map((name) => `plane-${name}.svg`)].sort());
    for (const name of names) {
      const svg = readFileSync(`plane-${name}.svg`, 'utf8');
      expect(svg).toMatch(
        new RegExp(
          `^<svg xmlns="http://www\\.w3\\.org/2000/svg"[^>]*aria-labelledby="nn-${name}-title nn-${name}-caption"[^>]*><title id="nn-${name}-title">[^<]+</title><desc id="nn-${name}-caption">[^<]+</desc>`,
        ),
      );
      expect(svg).not.toMatch(/<(script|foreignObject|style|image|figure|a)\b|href|NaN|Infinity|undefined/);
      expect(sizeOf(svg).width).toBe(480);
    }
  });

  test.each([
    ['plane.safetensors', ['loss', 'boundary', 'weights']],
    ['noted.safetensors', ['confusion', 'boundary', 'weights']],
    ['line.safetensors line.csv', ['residuals', 'importance', 'weights']],
    ['line.safetensors', ['weights']],
  ])('%s has %j', async (args, names) => {
    mkdirSync('some', { recursive: true });
    const { code, out } = await nn(`plot ${args} --out some --json`);
    const model = args.split(' ')[0]!;
    const file = (picture: string) => `some/${model.replace('.safetensors', '')}-${picture}.svg`;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ model, files: names.map((picture) => ({ picture, file: file(picture) })) });
  });

  test('writes one picture to a file, to standard output, or into a folder that it makes', async () => {
    expect(await nn('plot plane.safetensors --what loss --out how.svg')).toEqual({
      code: 0,
      out: '',
      err: 'wrote how.svg\n',
    });
    const { code, out, err } = await nn('plot plane.safetensors --what loss --out -');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(readFileSync('how.svg', 'utf8'));
    expect((await nn('plot plane.safetensors --what weights,loss,loss --out new/')).err).toBe(
      'wrote new/plane-weights.svg\nwrote new/plane-loss.svg\n',
    );
    expect((await nn('plot plane.safetensors --what loss --out quiet.svg --quiet')).err).toBe('');
  });

  test('gives the same bytes for the same model and rows', async () => {
    const twice = [1, 2].map(() => nn('plot plane.safetensors plane.csv --what boundary --out -'));
    const [first, second] = await Promise.all(twice);
    expect(first!.out).toBe(second!.out);
  });

  test('is light unless it is to be dark, in English unless the language is Chinese', async () => {
    const [light, dark, chinese] = await Promise.all([
      nn('plot plane.safetensors --what loss --out -'),
      nn('plot plane.safetensors --what loss --out - --theme dark'),
      nnIn({ LANG: 'zh_CN.UTF-8' }, 'plot plane.safetensors --what loss --out -'),
    ]);
    expect(light.out).toContain('<rect fill="#ffffff" height="100%" width="100%"');
    expect(dark.out).toContain('<rect fill="#12171d" height="100%" width="100%"');
    expect(light.out).toContain('>How it learnt y<');
    expect(light.out).toContain('The loss on rows held back was least after epoch 3 of 5: 1.6.');
    expect(chinese.out).toContain('>学习 y 的过程<');
    expect(chinese.out).toContain('留出数据上的损失在第 3 轮（共 5 轮）之后最小：1.6。');
  });

  test('makes PNG too', async () => {
    expect((await nn('plot plane.safetensors --what loss --png')).err).toBe('wrote plane-loss.png\n');
    expect((await nn('plot plane.safetensors --what loss --out a.png')).err).toBe('wrote a.png\n');
    const bytes = readFileSync('plane-loss.png');
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    // Twice the size, for screens of high density.
    expect(bytes.readUInt32BE(16)).toBe(960);
    expect(readFileSync('a.png')).toEqual(bytes);
  });

  test('says what a PNG needs where it is not there', async () => {
    const missing = pngMaker(() => Promise.reject(new Error("Cannot find package '@resvg/resvg-js'")));
    await expect(missing).rejects.toThrow(
      'a PNG needs @resvg/resvg-js, which is not installed: npm install @resvg/resvg-js (beside nn: with --global where nn was), or leave out --png for SVG',
    );
    await expect(missing).rejects.toHaveProperty('name', 'CommandError');
  });

  test('--report writes one page instead', async () => {
    expect(await nn('plot plane.safetensors plane.csv --report page.html --json')).toEqual({
      code: 0,
      out: '{"model":"plane.safetensors","report":"page.html"}\n',
      err: 'wrote page.html\n',
    });
    const page = readFileSync('page.html', 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect((await nn('plot plane.safetensors plane.csv --report -')).out).toBe(page);
  });

  test('help needs no drawing library, and lists the pictures', async () => {
    const { code, out } = await nn('plot --help');
    expect(code).toBe(0);
    expect(out).toContain('loss,confusion,roc,calibration,residuals,importance,boundary,weights');
  });
});

describe('a picture that cannot be made is refused, with what to do', () => {
  const data = (column: string) => `needs rows to judge by; give a table with the column '${column}' after the model`;
  const probabilities = 'needs probabilities, and the outputs of this model are none; end it with softmax';

  test.each([
    ['roc', 'plane.safetensors', data('y')],
    ['confusion', 'plane.safetensors', data('y')],
    ['calibration', 'plane.safetensors', data('y')],
    ['importance', 'plane.safetensors', data('y')],
    ['residuals', 'line.safetensors', data('y')],
    ['residuals', 'plane.safetensors plane.csv', 'is for numbers, and y is one of 2 classes; see confusion'],
    ['confusion', 'line.safetensors line.csv', 'is for classes, and y is a number; see residuals'],
    ['roc', 'line.safetensors line.csv', 'is for classes, and y is a number; see residuals'],
    ['calibration', 'line.safetensors line.csv', 'is for classes, and y is a number; see residuals'],
    ['roc', 'plane.safetensors no.csv', 'needs rows of two classes or more, and every row of no.csv is of one'],
    ['calibration', 'scores.safetensors plane.csv', probabilities],
    [
      'loss',
      'line.safetensors',
      'needs the losses of the training, and this model file has none; train it again with nn train, which notes them',
    ],
    [
      'boundary',
      'line.safetensors',
      'needs a model that reads two columns, both numbers; this one reads 2, of which 1 holds categories; train one on two columns and the target',
    ],
    ['weights', 'bare.safetensors', 'needs layers with weights, and no layer of this model has any'],
  ])('--what %s of %s', async (picture, args, message) => {
    const before = files();
    const { code, out, err } = await nn(`plot ${args} --what ${picture}`);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: `nn: --what ${picture}: this picture ${message}\n` });
    expect(files()).toEqual(before);
  });

  test.each([
    [
      'plane.safetensors --what rok',
      2,
      "option '--what <pictures>' argument 'rok' is invalid. there is no picture 'rok'; did you mean 'roc'?\n(--help shows what there is)",
    ],
    [
      'plane.safetensors --what loss,everything',
      2,
      "option '--what <pictures>' argument 'loss,everything' is invalid. there is no picture 'everything'; expected some of loss, confusion, roc, calibration, residuals, importance, boundary, weights\n(--help shows what there is)",
    ],
    [
      'plane.safetensors --theme blue',
      2,
      "option '--theme <theme>' argument 'blue' is invalid. Allowed choices are light, dark.\n(--help shows what there is)",
    ],
    [
      'plane.safetensors --out all.svg',
      2,
      '--out all.svg: expected one picture for one file, got 3 pictures (loss, boundary, weights); choose one with --what, or name a folder: all.svg/',
    ],
    [
      'plane.safetensors --out -',
      2,
      '--out -: expected one picture for standard output, got 3 pictures (loss, boundary, weights); choose one with --what',
    ],
    [
      'plane.safetensors --what loss --png --out -',
      2,
      '--out -: a PNG goes to a file; name one, or leave out --png for SVG',
    ],
    [
      'plane.safetensors --what loss --json --out -',
      2,
      '--json and --out -: both write to standard output; choose one',
    ],
    ['plane.safetensors --json --report -', 2, '--json and --report -: both write to standard output; choose one'],
    [
      'plane.safetensors --what loss --report page.html',
      2,
      "option '--report <file>' cannot be used with option '--what <pictures>'\n(--help shows what there is)",
    ],
    ['- plane.csv', 2, '-: a model is a file; - is for data'],
    [
      'plane.safetensors --what loss --out plane.safetensors',
      1,
      'plane.safetensors: this is the file that is read; expected another name for the one to write',
    ],
    [
      'plane.safetensors --report nowhere/page.html',
      1,
      'nowhere/page.html: cannot be written: there is no folder nowhere; make it first',
    ],
    [
      'plane.safetensors --out plane.csv/',
      1,
      'plane.csv/: this folder cannot be made: a part of this path is a file, not a folder',
    ],
    ['plane.safetensors other.csv', 1, "other.csv: there is no column 'y'; its columns are a, b, z"],
    ['plane.safetensors empty.csv', 1, 'empty.csv, column y: no row has a value to compare with'],
    [
      'plan.safetensors',
      1,
      "plan.safetensors: cannot be read: there is no such file; did you mean 'plane.safetensors'?",
    ],
  ])('nn plot %s', async (args, code, message) => {
    const before = files();
    expect(await nn(`plot ${args}`)).toEqual({ code, out: '', err: `nn: ${message}\n` });
    expect(files()).toEqual(before);
  });
});

test('rows of an unknown class count as wrong, and are in no picture', async () => {
  writeFileSync('new.csv', 'a,b,y\n10,1,no\n20,2,yes\n30,3,maybe\n');
  const { code, out } = await nn('plot plane.safetensors new.csv --what confusion --out -');
  expect(code).toBe(0);
  expect(out).toMatch(/[012] of 3 rows are right/);
});

describe('odd models and rows', () => {
  /** Draws all that can be drawn of a model and a table; every coordinate is a number. */
  async function draws(made: ReturnType<typeof modelOf>, rows: ReturnType<typeof tableOf>, metadata: object = {}) {
    saveModel('odd.safetensors', made, metadata);
    csvOf('odd.csv', rows);
    const { out, err, code } = await nn('plot odd.safetensors odd.csv --out odd/ --json');
    expect([code, err]).toEqual([0, expect.stringContaining('wrote odd/odd-')]);
    const names = (JSON.parse(out) as { files: { picture: string; file: string }[] }).files;
    for (const { file } of names) {
      const svg = readFileSync(file, 'utf8');
      expect(svg).not.toMatch(/NaN|Infinity|undefined|⚠/);
      expect(sizeOf(svg).width).toBe(480);
    }
    return names.map(({ picture }) => picture);
  }

  test('weights of 0, one answer everywhere, equal rows, a loss of 0', async () => {
    const rows = tableOf({ a: [1, 2, 3], b: [5, 5, 5], y: [2.5, 2.5, 2.5] });
    const made = modelOf(
      tableOf({ a: [1, 2, 3], b: [1, 2, 4], y: [1, 2.5, 3] }),
      { target: 'y', task: 'number' },
      () => [dense(1)],
      [[[0], [0]]],
    );
    const flat = { history: { training: [{ loss: 0 }, { loss: 0 }] } };
    expect(await draws(made, rows, flat)).toEqual(['loss', 'residuals', 'importance', 'boundary', 'weights']);
    expect(await draws(made, rows.select([0]), { history: { training: [{ loss: 3 }] } })).toEqual([
      'loss',
      'residuals',
      'boundary',
      'weights',
    ]);
  });

  test('numbers of any size', async () => {
    const rows = tableOf({
      a: [1e-30, 2e-30, 3e-30, 5e-30],
      b: [1e20, 2e20, 3e20, -5e20],
      y: [1e30, -2e30, 3e30, 4e30],
    });
    const made = modelOf(rows, { target: 'y', task: 'number' }, () => [dense(1)]);
    const history = { validating: [1e12, 1e3, 1e-9].map((loss) => ({ loss, validationLoss: 2 * loss })) };
    expect(await draws(made, rows, { history })).toContain('loss');
  });

  test('sixty classes, with long names, and more layers and inputs than are shown', async () => {
    const name = (k: number) => `a class with a long name: number ${k}`;
    const rows = tableOf({
      ...Object.fromEntries(
        Array.from({ length: 90 }, (_, c) => [
          `column ${c}`,
          Array.from({ length: 120 }, (_, i) => (i * (c + 3)) % 17),
        ]),
      ),
      y: Array.from({ length: 120 }, (_, i) => name(i % 60)),
    });
    const made = modelOf(rows, { target: 'y' }, (n) => [...Array(8).fill(dense(5, relu)), dense(n, softmax)]);
    expect(await draws(made, rows)).toEqual(['confusion', 'roc', 'calibration', 'importance', 'weights']);
    expect(readFileSync('odd/odd-confusion.svg', 'utf8')).toContain(
      'Shown are the 40 of 60 classes with the most mistakes.',
    );
    expect(readFileSync('odd/odd-roc.svg', 'utf8')).toContain('Shown are the 10 of 60 classes with the least area.');
    expect(readFileSync('odd/odd-importance.svg', 'utf8')).toContain('Shown are 20 of 90 columns.');
    expect(readFileSync('odd/odd-weights.svg', 'utf8')).toContain('3 further layers are left out.');
  });
});
