import { stripVTControlCharacters } from 'node:util';
import type { EpochReport } from '@nn/net';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import { duration } from '../src/terminal/duration.js';
import type { Standing } from '../src/terminal/epoch-fields.js';
import { ALONE, AMONG_OTHERS, epochLine } from '../src/terminal/epoch-line.js';
import type { Io } from '../src/terminal/io.js';
import { liveEpochs } from '../src/terminal/live-epochs.js';
import { progress } from '../src/terminal/progress.js';
import { marksOf, rangeOf, sparkline } from '../src/terminal/sparkline.js';
import { irisFiles, nn, nnOnTerminal, ownFolder } from './support/command.js';

ownFolder();
beforeAll(() => {
  irisFiles();
});

const report = (epoch: number, validationLoss?: number): EpochReport => ({
  epoch,
  step: epoch * 3,
  loss: 1 / epoch,
  learningRate: 0.01,
  ...(validationLoss !== undefined && { validationLoss, validationAccuracy: 0.95 }),
  seconds: 0.001,
  samplesPerSecond: 12_345,
});

/** A terminal that keeps what is written to it. */
function terminal(settings: Partial<Io> = {}) {
  let written = '';
  const io: Io = {
    out: () => {},
    err: (text) => {
      written += text;
    },
    live: true,
    columns: 80,
    terminal: false,
    width: 80,
    env: { NO_COLOR: '1' },
    signal: new AbortController().signal,
    argv: [],
    lang: 'en',
    quiet: false,
    logFormat: 'text',
    tell: (text) => (typeof text === 'string' ? text : text[settings.lang ?? 'en']),
    ...settings,
  };
  return { io, written: () => written };
}

const TITLE = { en: 'validating', zh: '留出验证' };

describe('the line of an epoch is as long as there is room', () => {
  const training = [1, 0.5, 0.25, 0.125, 0.125];
  const validation = [1, 0.5, 0.5, 0.25, 0.25];
  const standing: Standing = {
    title: 'validating',
    report: { ...report(5, 0.25), loss: 0.125 },
    epochs: 60,
    training,
    validation,
    time: 'at most 0:42',
  };
  const line = (most: number, of: Partial<Standing> = {}, settings: Partial<Io> = {}, givenUp = ALONE) =>
    epochLine({ ...standing, ...of }, terminal(settings).io, most, givenUp).trimEnd();

  // Three halvings: on the scale of logarithms each is a third of the height.
  const [trained, judged] = ['█▆▃▁▁', '█▆▆▃▃'];
  // Alone, on a scale of its own, the one that is judged by goes down in two steps.
  const alone = '█▅▅▁▁';

  test.each([
    [
      139,
      `validating  epoch  5/60  loss 0.1250 ${trained.padEnd(16)}  validation 0.2500 ${judged.padEnd(16)}  accuracy 0.950  12,345 samples/s  at most 0:42`,
    ],
    [95, 'validating  epoch  5/60  loss 0.1250 █▆▃▁  validation 0.2500 █▆▆▃  accuracy 0.950  at most 0:42'],
    [94, `validating  epoch  5/60  loss 0.1250  validation 0.2500 ${alone.padEnd(8)}  accuracy 0.950  at most 0:42`],
    [79, `epoch  5/60  loss 0.1250  validation 0.2500 ${alone}  accuracy 0.950  at most 0:42`],
    [60, ` 5/60  validation 0.2500 ${alone}  accuracy 0.950  at most 0:42`],
    [39, ` 5/60  validation 0.2500 ${alone}`],
    [25, ' 5/60  validation 0.2500'],
    [19, ' 5/60  0.2500'],
  ])('%i columns', (most, text) => {
    expect(line(most)).toBe(text);
  });

  test('of a training without validation', () => {
    const { validationLoss: _, validationAccuracy: __, ...unjudged } = standing.report;
    const of = { report: unjudged, validation: [], time: '0:42 left', title: 'training on all rows' };
    expect(line(79, of)).toBe(`training on all rows  epoch  5/60  loss 0.1250 ${trained.padEnd(16)}  0:42 left`);
    expect(line(80, of)).toBe('training on all rows  epoch  5/60  loss 0.1250 █▆▃▁  12,345 samples/s  0:42 left');
    expect(line(39, of)).toBe(' 5/60  loss 0.1250 █▆▃▁▁      0:42 left');
    expect(line(19, of)).toBe(' 5/60  loss 0.1250');
  });

  test('among other lines the title stays', () => {
    expect(line(39, {}, {}, AMONG_OTHERS)).toBe('validating   5/60  validation 0.2500');
    expect(line(19, {}, {}, AMONG_OTHERS)).toBe('validating   5/60');
  });

  test('numbers are short however large or small they are', () => {
    const { report: of } = standing;
    expect(line(25, { report: { ...of, validationLoss: 1234567 } })).toBe(' 5/60  validation 1.23e+6');
    expect(line(25, { report: { ...of, validationLoss: 0.00012345 } })).toBe(' 5/60  validation 1.23e-4');
  });

  test('the best validation loss so far is green, in colours', () => {
    const colours = { env: { FORCE_COLOR: '1' } };
    expect(line(79, {}, colours)).toContain('\u001b[32m0.2500\u001b[39m');
    expect(line(79, { report: { ...standing.report, validationLoss: 0.3 } }, colours)).not.toContain('\u001b[32m');
    expect(line(79)).not.toContain('\u001b');
  });

  test('where the locale or the terminal has no blocks, ASCII', () => {
    expect(line(39, {}, { env: { NO_COLOR: '1', LANG: 'C' } })).toBe(' 5/60  validation 0.2500 #==__');
  });
});

describe('a small curve', () => {
  const whole = (values: readonly number[], most: number) => sparkline(values, most, rangeOf(values));

  test.each<[string, readonly number[], number, string]>([
    ['of factors of 2', [128, 64, 32, 16, 8, 4, 2, 1], 8, '█▇▆▅▄▃▂▁'],
    ['of numbers with 0 among them', [0, 1, 2, 3, 4, 5, 6, 7], 8, '▁▂▃▄▅▆▇█'],
    ['of means where there are many', [0, 2, 4, 6, 6, 8, 8, 8], 4, '▂▆██'],
    ['of one number', [3], 8, '▁'],
    ['of none', [], 8, ''],
    ['with what is not finite', [0, Number.POSITIVE_INFINITY, Number.NaN, 1], 8, '▁███'],
  ])('%s', (_, values, most, drawn) => {
    expect(whole(values, most)).toBe(drawn);
  });

  test.each([
    [{}, '▁'],
    [{ LANG: 'zh_CN.UTF-8' }, '▁'],
    [{ LC_ALL: 'C.utf8', LANG: 'C' }, '▁'],
    [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, '_'],
    [{ LANG: 'de_DE.ISO-8859-1' }, '_'],
    [{ TERM: 'linux' }, '_'],
  ])('%j', (env, low) => {
    expect(marksOf(env)[0]).toBe(low);
  });
});

test.each([
  [-1, '0:00'],
  [7.4, '0:07'],
  [59.6, '1:00'],
  [754, '12:34'],
  [3723, '1:02:03'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

/** What was drawn between returns to the start of a line. */
const drawn = (err: string) => stripVTControlCharacters(err.replaceAll('\r', '\n')).split('\n');
const train = 'train iris.csv --target species --epochs 60 --patience 60';

describe('nn train on a terminal', () => {
  test.each([20, 21, 30, 40, 60, 80, 120].flatMap((columns) => ['en', 'zh'].map((lang) => [columns, lang] as const)))(
    'of %i columns, in %s: no line that is drawn fills it',
    async (columns, lang) => {
      const { code, err } = await nnOnTerminal(columns, `${train} --epochs 6 --lang ${lang}`);
      expect(code).toBe(0);
      const live = drawn(err).filter((line) => /\d\/6\b/.test(line));
      // Each of the two trainings is drawn while it goes, and left standing.
      expect(live.length).toBeGreaterThanOrEqual(4);
      for (const line of live) expect(stringWidth(line)).toBeLessThan(columns);
    },
  );

  test('each training leaves one line', async () => {
    const { err } = await nnOnTerminal(100, train);
    const lines = stripVTControlCharacters(err).split('\n');
    // What was cleared stands before a return.
    const left = lines.map((line) => line.split('\r').at(-1)!).filter((line) => line.includes('/60'));
    expect(left).toHaveLength(2);
    expect(left[0]).toMatch(/^validating {2}epoch 60\/60 {2}loss .* accuracy \d\.\d{3} {2}in \d:\d\d$/);
    expect(left[1]).toMatch(/^training on all rows {2}epoch .* samples\/s {2}in \d:\d\d$/);
  });

  test('--quiet draws nothing', async () => {
    expect((await nnOnTerminal(80, `${train} --quiet`)).err).toBe('');
  });
});

describe('the live line', () => {
  test('is drawn at most every 80 milliseconds', () => {
    const { io, written } = terminal();
    const live = liveEpochs(io, 1000, TITLE);
    const began = performance.now();
    for (let epoch = 1; performance.now() - began < 200; epoch++) live.epoch(report(epoch, 1 / epoch));
    live.clear();
    expect(written().split('validation').length).toBeLessThanOrEqual(5);
    expect(written().endsWith('\r\u001b[J')).toBe(true);
  });

  test('is cut, not broken, where there is less room, and leaves the cursor at its beginning', () => {
    const { io, written } = terminal();
    const live = liveEpochs(io, 60, TITLE);
    live.epoch(report(1, 1));
    live.clear();
    const [line, cleared] = written().split('\u001b[?7h\r');
    expect(line).toMatch(/epoch {2}1\/60 .* at most \d:\d\d$/);
    expect(line!.startsWith('\r\u001b[J\u001b[?7lepoch')).toBe(true);
    expect(cleared).toBe('\r\u001b[J');
  });

  test('says how much time is left, and that training may stop early', () => {
    const { io, written } = terminal({ lang: 'zh', columns: 120 });
    const callback = progress(io, 60, TITLE);
    callback.epochEnd!(report(1, 1), undefined as never);
    callback.trainEnd!(undefined as never);
    expect(drawn(written())[1]).toMatch(
      /^留出验证 {2}轮次 {2}1\/60 {2}损失 1\.0000 ▁ +验证损失 1\.0000 ▁ +准确率 0\.950 {2}12,345 样本\/秒 {2}最多还需 \d:\d\d$/,
    );
    expect(written()).toMatch(/用时 0:00\n$/);
  });
});

describe('without a terminal', () => {
  test('there is a plain line for each epoch', async () => {
    const { err } = await nn(`${train} --epochs 12`);
    const lines = err.split('\n').filter((line) => line.startsWith('validating'));
    expect(lines).toHaveLength(12);
    lines.forEach((line, i) => {
      expect(line).toMatch(
        new RegExp(
          `^validating  epoch ${String(i + 1).padStart(2)}/12  loss \\d\\.\\d{4}  validation \\d\\.\\d{4}  accuracy \\d\\.\\d{3}  [\\d,]+ samples/s$`,
        ),
      );
    });
    expect(err).not.toContain('\u001b');
  });

  test('--quiet says nothing', async () => {
    expect((await nn(`${train} --epochs 2 --quiet`)).err).toBe('');
  });
});

describe('for programs', () => {
  test('an epoch is an object on a line', () => {
    const { io, written } = terminal({ logFormat: 'jsonl', lang: 'zh' });
    const callback = progress(io, 60, TITLE);
    for (const epoch of [1, 2]) callback.epochEnd!(report(epoch, 0.5), undefined as never);
    callback.trainEnd?.(undefined as never);
    const lines = written().trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1]!)).toEqual({
      event: 'epoch',
      phase: 'validating',
      epoch: 2,
      epochs: 60,
      loss: 0.5,
      validationLoss: 0.5,
      validationAccuracy: 0.95,
      learningRate: 0.01,
      samplesPerSecond: 12345,
    });
  });
});
