import { writeFileSync } from 'node:fs';
import { random } from '@nn/matrix';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, csvOf, files, irisFiles, nn, nnIn, nnOnTerminal, ownFolder } from '../support/command.js';
import { prices } from './support/data.js';

ownFolder();

beforeAll(() => {
  irisFiles();
  csvOf('prices.csv', prices(1, 120, 2, { seven: () => 7, euros: (_, p) => (0.94 * p).toFixed(2) }));
});

describe('nn doctor of a table', () => {
  test('is silent on a clean one, and writes nothing', async () => {
    const before = files();
    const { code, out, err } = await nn('doctor iris.csv --target species --epochs 20');
    expect({ code, out }).toEqual({ code: 0, out: 'nothing found\n' });
    expect(err).toContain('epoch  1/20');
    expect(files()).toEqual(before);
  });

  test('says the worst first: what, where, what was seen, what to do; and ends with 1', async () => {
    const { code, out, err } = await nn('doctor prices.csv --target price --data-only');
    expect(code).toBe(1);
    expect(out).toBe(`warning  target-as-feature  column euros
    price follows from it by a straight line (correlation above 0.9999 in 96
    rows): it is the target under another name or in another unit
  > if it is only known once price is, remove it from the table: with it the
    network looks perfect and cannot be used

hint  constant-column  column seven
    it has the same value in all 96 rows, so it tells nothing
  > leave it out, or look for why it does not change

1 problem, 1 hint
`);
    expect(err).toBe(`prices.csv: 120 rows; price is a number, predicted from 4 columns
note: column seven is always 7; it tells nothing
network 4-128-1, relu and linear; meanSquaredError, adamW 0.001, batches of 32
`);
  });

  test('in Chinese', async () => {
    const { out } = await nn('doctor prices.csv --target price --data-only --lang zh');
    expect(out).toContain('警告  target-as-feature  列 euros\n');
    expect(out).toContain('提示  constant-column  列 seven\n    这一列在全部 96 行里都是同一个值，什么也说明不了\n');
    expect(out).toMatch(/1 个问题，1 条提示\n$/);
    expect((await nn('doctor iris.csv --target species --data-only --lang zh')).out).toBe('没有发现问题\n');
  });

  test('for programs', async () => {
    const { code, out } = await nn('doctor prices.csv --target price --data-only --json --quiet');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      problems: 1,
      hints: 1,
      diagnoses: [
        {
          code: 'target-as-feature',
          severity: 'warning',
          where: 'column euros',
          says: 'price follows from it by a straight line (correlation above 0.9999 in 96 rows): it is the target under another name or in another unit',
          advice:
            'if it is only known once price is, remove it from the table: with it the network looks perfect and cannot be used',
        },
        {
          code: 'constant-column',
          severity: 'hint',
          where: 'column seven',
          says: 'it has the same value in all 96 rows, so it tells nothing',
          advice: 'leave it out, or look for why it does not change',
        },
      ],
    });
    expect(JSON.parse((await nn('doctor iris.csv --target species --data-only --json')).out)).toEqual({
      problems: 0,
      hints: 0,
      diagnoses: [],
    });
  });

  test('reads nn.config.json, as nn train does', async () => {
    writeFileSync('low.json', JSON.stringify({ target: 'species', learningRate: 1e-6, epochs: 30 }));
    const { out, err } = await nn('doctor iris.csv --config low.json');
    expect(err).toContain('settings of low.json: target, learningRate, epochs\n');
    expect(out).toMatch(/^warning {2}learning-rate-too-low\n/);
  });

  test('hints alone are no failure', async () => {
    csv('hint.csv', [
      ['a', 'b', 'y'],
      ...random(3)
        .normal(40, 2)
        .toArray()
        .map(([a, y]) => [a!, 1, y!]),
    ]);
    const { code, out } = await nn('doctor hint.csv --target y --data-only');
    expect(code).toBe(0);
    expect(out).toMatch(/\n1 hint\n$/);
  });

  test('takes the options of nn train, and watches the training', async () => {
    const { code, out } = await nn('doctor iris.csv --target species --learning-rate 1000 --optimizer sgd --epochs 3');
    expect(code).toBe(1);
    expect(out).toMatch(/^error {2}non-finite/);
    expect(out).toContain('--learning-rate 0.01');
    const low = await nn('doctor iris.csv --target species --learning-rate 0.000001 --epochs 30');
    expect(low.out).toContain(
      'warning  learning-rate-too-low\n    at a learning rate of 0.000001 the weights moved by ',
    );
  });

  test('no line is longer than a narrow terminal is wide', async () => {
    for (const lang of ['en', 'zh']) {
      const { out } = await nnOnTerminal(40, `doctor prices.csv --target price --data-only --lang ${lang}`);
      for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    }
  });

  test('in colours, where they are shown', async () => {
    const { out } = await nnIn({ FORCE_COLOR: '1' }, 'doctor prices.csv --target price --data-only');
    expect(out).toContain('\u001b[33mwarning  target-as-feature  column euros\u001b[39m\n');
    expect(out).toContain('\u001b[2mhint  constant-column  column seven\u001b[22m\n');
  });

  test('hostile names of columns do not reach the terminal', async () => {
    const evil = '\u001b]0;owned\u0007';
    csv('evil.csv', [
      [`${evil}a`, 'b', 'y'],
      ...random(3)
        .normal(40, 2)
        .toArray()
        .map(([b, y]) => [1, b!, y!]),
    ]);
    const { out, err } = await nn('doctor evil.csv --target y --data-only');
    expect(out).toContain('hint  constant-column  column \uFFFD]0;owned\uFFFDa\n');
    expect(out + err).not.toContain('\u001b');
  });

  test('says which rows are left out', async () => {
    csv('holes.csv', [
      ['a', 'y'],
      ...random(3)
        .normal(40, 2)
        .toArray()
        .map(([a, y], i) => [a!, i < 2 ? '' : y!]),
    ]);
    expect((await nn('doctor holes.csv --target y --data-only')).err).toContain(
      'note: 2 rows have no y; they are left out\n',
    );
  });
});
