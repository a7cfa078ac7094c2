import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { load } from '@nn/net';
import stringWidth from 'string-width';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TrialResult } from '../src/tune/result.js';
import { csv, files, irisFiles, nn, nnOnTerminal, nnStopped, ownFolder } from './support/command.js';

ownFolder();

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const MODEL = 'iris.safetensors';
const JOURNAL = `${MODEL}.tune.jsonl`;
const space = (declared: unknown) => csv('space.json', JSON.stringify(declared));

beforeAll(() => {
  irisFiles();
  space({ hidden: [[], [6]], learningRate: { from: 0.003, to: 0.1, scale: 'log' }, batchSize: [16, 32] });
});
afterEach(() => {
  for (const file of [MODEL, JOURNAL]) rmSync(file, { force: true });
});

const tune = 'tune iris.csv --target species --space space.json --budget 9 --trials 5';
const result = async (args: string) => JSON.parse((await nn(`${args} --json --quiet`)).out);

describe.each(['random', 'halving'])('nn tune --search %s', (kind) => {
  const search = `${tune} --search ${kind}`;
  let uninterrupted: string;
  let journal: string;
  beforeAll(async () => {
    expect((await nn(search)).code).toBe(0);
    uninterrupted = digest(MODEL);
    journal = readFileSync(JOURNAL, 'utf8');
  });

  test('nn train makes the same bytes with the call that is said', async () => {
    const { err } = await nn(`${search} --restart`);
    const call = /^the same model again: (?:npx )?nn (.*)$/m.exec(err)![1]!;
    rmSync(MODEL);
    expect((await nn(call)).code).toBe(0);
    expect(digest(MODEL)).toBe(uninterrupted);
  });

  test('a result is what nn train comes to on the rows held back, epoch by epoch', async () => {
    const { trials } = (await result(search)) as { trials: TrialResult[] };
    const losses = (
      load(readFileSync(MODEL)).metadata as { history: { validating: { validationLoss: number }[] } }
    ).history.validating.map(({ validationLoss }) => validationLoss);
    const first = trials[0]!;
    expect(first.best!.validationLoss).toBe(Math.min(...losses));
    // Also where it went on, from rung to rung: as if it had been trained at once.
    const lines = readFileSync(JOURNAL, 'utf8').trimEnd().split('\n').slice(1);
    const before = lines.map((line) => JSON.parse(line) as TrialResult).filter(({ trial }) => trial === first.trial);
    expect(before).toHaveLength(kind === 'random' ? 1 : 2);
    for (const { epochs, best } of before) {
      expect(best!.validationLoss).toBe(Math.min(...losses.slice(0, epochs)));
    }
  });

  test('goes on from any place to the same bytes', async () => {
    const lines = journal.trimEnd().split('\n');
    expect(lines).toHaveLength(kind === 'random' ? 1 + 5 : 1 + 5 + 1);
    for (let kept = 1; kept <= lines.length; kept++) {
      rmSync(MODEL, { force: true });
      // The next line is half there.
      writeFileSync(JOURNAL, `${lines.slice(0, kept).join('\n')}\n${(lines[kept] ?? '{"trial"').slice(0, 9)}`);
      const { code, err } = await nn(`${search} --resume`);
      expect(code).toBe(0);
      if (kept > 1) expect(err).toContain(`going on after ${kept - 1} result${kept > 2 ? 's' : ''} in ${JOURNAL}\n`);
      expect(digest(MODEL)).toBe(uninterrupted);
      expect(readFileSync(JOURNAL, 'utf8')).toBe(journal);
    }
  });

  test.each([
    '"phase":"trial 1","epoch":1',
    '"phase":"trial 2","epoch":2',
    '"event":"trial","trial":3',
    '"phase":"validating","epoch":2',
    '"phase":"training on all rows","epoch":1',
  ])('Ctrl-C at %s: what is there is kept, and how to go on is said', async (place) => {
    const { code, out, err } = await nnStopped(place, `${search} --log-format jsonl --json`);
    expect([code, out]).toEqual([130, '']);
    const { event, text } = JSON.parse(err.trimEnd().split('\n').at(-1)!);
    const there = readFileSync(JOURNAL, 'utf8').trimEnd().split('\n').length - 1;
    expect(event).toBe('error');
    expect(text).toBe(
      `nn: stopped; ${there === 1 ? '1 result is' : `${there} results are`} kept in ${JOURNAL}\ngo on with: npx nn ${search} --log-format jsonl --json --resume`,
    );
    expect(existsSync(MODEL)).toBe(false);
    expect((await nn(`${search} --resume`)).code).toBe(0);
    expect(digest(MODEL)).toBe(uninterrupted);
    expect(readFileSync(JOURNAL, 'utf8')).toBe(journal);
  });
});

test('more trials may be asked for of a search that goes on: the former ones are not trained again', async () => {
  await nn(tune);
  const { code, err } = await nn(`${tune.replace('--trials 5', '--trials 7')} --resume`);
  expect(code).toBe(0);
  expect(err).toContain('going on after 5 results');
  const resumed = digest(MODEL);
  await nn(`${tune.replace('--trials 5', '--trials 7')} --restart`);
  expect(digest(MODEL)).toBe(resumed);
});

describe('what it says', () => {
  test('as JSON', async () => {
    const said = await result(`${tune} --metric accuracy`);
    expect(said).toMatchObject({
      model: MODEL,
      target: 'species',
      task: 'classes',
      rows: 105,
      search: 'random',
      metric: 'accuracy',
      recipe: { epochs: 9, patience: 10, seed: 0, ...said.trials[0].settings },
      validation: { task: 'classes', rows: 21 },
    });
    expect(said.trials).toHaveLength(5);
    expect(said.best).toBe(said.trials[0].trial);
    const accuracies = said.trials.map(({ best }: TrialResult) => best!.validationAccuracy);
    expect(accuracies).toEqual([...accuracies].sort((a, b) => b - a));
    expect(said.mattered.map(({ setting }: { setting: string }) => setting)).toEqual([
      'hidden',
      'learningRate',
      'batchSize',
    ]);
  });

  test('as events, each on a line', async () => {
    const { err } = await nn(`${tune} --log-format jsonl`);
    const events = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (event: string) => events.filter((one) => one.event === event);
    expect(of('trial').map(({ trial }) => trial)).toEqual([1, 2, 3, 4, 5]);
    expect(of('epoch').filter(({ phase }) => phase === 'trial 1')).toHaveLength(9);
    expect(of('note')[0].text).toBe('iris.csv: 105 rows; species is one of 3 classes, predicted from 4 columns');
    expect(events.at(-1)).toMatchObject({ event: 'result', model: MODEL });
  });

  test.each([20, 40, 80, 120].flatMap((columns) => ['en', 'zh'].map((lang) => [columns, lang] as const)))(
    'on a terminal of %i columns, in %s, nothing of tables and live lines is wider',
    async (columns, lang) => {
      const { code, out, err } = await nnOnTerminal(columns, `${tune} --lang ${lang}`, { NO_COLOR: '1' });
      expect(code).toBe(0);
      for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      const live = stripVTControlCharacters(err)
        .split(/[\r\n]/)
        .filter((line) => /^\d\/5/.test(line));
      expect(live.length).toBeGreaterThanOrEqual(5);
      for (const line of live) expect(stringWidth(line)).toBeLessThan(columns);
    },
  );

  test('on a wide terminal a table', async () => {
    const { out } = await nnOnTerminal(120, tune, { NO_COLOR: '1' });
    const [head, ...rows] = out.split('\n');
    expect(head).toMatch(/^trial {2}epochs {2}validation {2}accuracy {2}hidden {2}learningRate {2}batchSize$/);
    expect(rows[0]).toMatch(/^ {4}\d {7}\d {6}0\.\d{4} {5}\d\.\d{3} {2}(none| {3}6| {5}6|6) +0\.\d+ +(16|32)$/);
    expect(out).toContain(
      'what mattered, in 5 trials of 9 epochs: of choices the mean validation loss; of ranges its rank correlation, of which\nless than 0.98 may be chance\n  hidden: ',
    );
  });
});

describe('trainings that diverge are lost', () => {
  test('and the others go on', async () => {
    space({ learningRate: [1e30, 0.01] });
    const said = await result(tune);
    expect(said.trials).toHaveLength(2);
    expect(said.trials[0].settings.learningRate).toBe(0.01);
    expect(said.trials[1].lost).toMatch(/^the loss became (NaN|Infinity) at step \d/);
  });

  test('and where all are, that is an error', async () => {
    space({ learningRate: [1e30, 1e31] });
    const { code, err } = await nn(tune);
    expect(code).toBe(1);
    expect(err).toMatch(
      /nn: no trial of 2 came to a result: every training diverged \(the first: the loss became .*\)\. The likely cause is too large learning rates; give smaller ones \(--space\)\n$/,
    );
    expect(existsSync(MODEL)).toBe(false);
  });
});

test('of a number, without accuracy; a setting that is given is the same for all', async () => {
  csv('line.csv', [['a', 'y'], ...Array.from({ length: 60 }, (_, i) => [i, 3 * i + 1.5])]);
  const said = await result('tune line.csv --target y --hidden none --trials 3 --budget 3 --model line.safetensors');
  expect(said.recipe.hidden).toEqual([]);
  expect(said.trials.every(({ settings }: TrialResult) => !('hidden' in settings))).toBe(true);
  expect(said.trials[0].best).not.toHaveProperty('validationAccuracy');
  for (const file of ['line.safetensors', 'line.safetensors.tune.jsonl']) rmSync(file);
});

describe('what is refused', () => {
  beforeAll(() => {
    space({ learningRate: [0.01, 0.02] });
    csv('few.csv', [['a', 'y'], ...Array.from({ length: 8 }, (_, i) => [i, i / 2])]);
    csv('line.csv', [['a', 'y'], ...Array.from({ length: 60 }, (_, i) => [i, 3 * i + 1.5])]);
    csv('none.json', '{ "hidden": [[4], }');
    csv('losses.json', '{ "loss": ["crossEntropy", "meanSquaredError"] }');
  });

  const iris = 'tune iris.csv --target species --trials 2 --budget 2';
  test.each([
    [
      'tune iris.csv',
      2,
      "required option '--target <column>' not specified; the columns of iris.csv are sepal_length, sepal_width, petal_length, petal_width, species\n",
    ],
    [
      `${iris} --trials 0`,
      2,
      "option '--trials <number>' argument '0' is invalid. expected a whole number from 1, got '0'",
    ],
    [`${iris} --validation 0`, 2, '--validation 0: trials are judged by rows held back; expected a part above 0'],
    [`${iris} --resume --restart`, 2, '--resume and --restart: a search goes on or begins anew; give one of them'],
    [`${iris} --resume`, 2, `--resume: no search is kept in ${JOURNAL}; leave --resume out to begin one`],
    [
      `${iris} --space spaces.json`,
      1,
      "spaces.json: cannot be read: there is no such file; did you mean 'space.json'?",
    ],
    [`${iris} --space none.json`, 1, 'none.json: this is no JSON: '],
    [
      `${iris} --space losses.json`,
      1,
      'losses.json: loss: different losses cannot be compared with one another; give --metric accuracy',
    ],
    [
      `${iris} --space losses.json --loss crossEntropy`,
      1,
      'losses.json: loss: it is given as an option, too; leave it out here or there',
    ],
    [
      'tune line.csv --target y --metric accuracy',
      2,
      '--metric accuracy: the target is a number, which has none; expected loss',
    ],
    [
      'tune line.csv --target y --space losses.json',
      1,
      'losses.json: loss: crossEntropy compares probabilities of classes, but the target is a number',
    ],
    ['tune few.csv --target y', 1, 'few.csv: 8 rows are too few to compare trainings by; expected at least 10'],
    [
      `${iris} --hidden 4 --activation relu --learning-rate 0.1 --batch-size 8 --weight-decay 0`,
      2,
      'nothing is left to search: hidden, activation, learningRate, batchSize, weightDecay are given; leave some out, or declare others with --space',
    ],
  ])('%s', async (args, exit, message) => {
    const before = files();
    const { code, out, err } = await nn(args);
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toContain(`nn: ${message}`);
    expect(files()).toEqual(before);
  });

  test('a search that is kept, without --resume; another search, with it', async () => {
    const search = `${iris} --space space.json`;
    await nn(search);
    const kept = readFileSync(JOURNAL, 'utf8');
    expect(await nn(search)).toMatchObject({
      code: 2,
      err: `nn: ${JOURNAL}: a search with 2 results is kept there; go on with --resume, or begin anew with --restart\n`,
    });
    const other = await nn(`${search} --seed 1 --search halving --resume`);
    expect([other.code, other.err]).toEqual([
      2,
      `nn: --resume: the search in ${JOURNAL} was begun with search random, not halving; seed 0, not 1; ask for the same, or begin anew with --restart\n`,
    ]);
    copyFileSync('iris-test.csv', 'other.csv');
    const data = await nn(`${iris.replace('iris.csv', 'other.csv')} --model ${MODEL} --resume`);
    expect(data.err).toContain(`the search in ${JOURNAL} was begun with another data; another space; ask for the same`);
    expect(readFileSync(JOURNAL, 'utf8')).toBe(kept);
    rmSync('other.csv');
  });

  test('a journal that is damaged, or none', async () => {
    const search = `${iris} --space space.json`;
    await nn(search);
    const lines = readFileSync(JOURNAL, 'utf8').split('\n');
    writeFileSync(JOURNAL, [lines[0], '{"trial":1,"ep', ...lines.slice(2)].join('\n'));
    expect(await nn(`${search} --resume`)).toMatchObject({
      code: 1,
      err: `nn: ${JOURNAL}:2: this line is damaged; begin the search anew with --restart\n`,
    });
    for (const content of ['Years of work', 'Years of work\nand no copy\n', '{"a":1}\n']) {
      writeFileSync(JOURNAL, content);
      for (const flag of ['', '--resume', '--restart']) {
        expect(await nn(`${search} ${flag}`)).toMatchObject({
          code: 2,
          err: `nn: ${JOURNAL}: there is a file that is no journal of nn tune; it is not replaced. Remove it, or give --model another name\n`,
        });
      }
      expect(readFileSync(JOURNAL, 'utf8')).toBe(content);
    }
  });
});
