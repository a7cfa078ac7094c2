import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csv, EMPTY_MODEL, files, irisFiles, nn, ownFolder } from './support/command.js';

ownFolder();

let before: string[];
beforeAll(() => {
  irisFiles();
  writeFileSync('there.safetensors', EMPTY_MODEL);
});
beforeEach(() => {
  before = files();
});

/** Runs a training that must fail: without a stack trace, without output, without a trace on the disk. */
async function refused(args: string, ...more: readonly string[]) {
  const { code, out, err } = await nn(args, ...more);
  expect(out).toBe('');
  expect(err).not.toMatch(/^\s+at /m);
  expect(err).not.toContain('inside nn');
  expect(files()).toEqual(before);
  expect(readFileSync('there.safetensors', 'utf8')).toBe(EMPTY_MODEL);
  return { code, err };
}

describe('tables that cannot be learnt from', () => {
  const many = (row: (i: number) => string, count = 20) =>
    `a,y\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`;

  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'bad.csv: the table is empty; expected a line of column names and at least one row'],
    ['only spaces', ' \n\n', 'bad.csv: the table is empty'],
    ['only a header', 'a,y\n', 'bad.csv: the table has column names but no rows; expected at least one'],
    ['one row', 'a,y\n1,2\n', 'bad.csv: the table has 1 row; expected at least 2'],
    ['a ragged row', 'a,y\n1,2\n3\n4,5\n', 'bad.csv:3: this row has 1 cell, but'],
    ['a ragged row after a cell of two lines', 'a,y\n"1\n1",2\n3,4,5\n', 'bad.csv:4: this row has 3 cells, but'],
    [
      'a word among numbers',
      many((i) => (i === 7 ? 'seven,1' : `${i},${i % 2}`)),
      "bad.csv:9, column a: expected a number, got 'seven'",
    ],
    [
      'a word among target numbers',
      many((i) => `${i},${i === 3 ? 'x' : i / 3}`),
      "bad.csv:5, column y: expected a number, got 'x'",
    ],
    ['columns of one name', 'a,a,y\n1,2,3\n', 'bad.csv:1: columns with the same name: a'],
    ['columns without names', ',,\n1,2,3\n', 'bad.csv:1: no column has a name'],
    ['one class', many((i) => `${i},cat`), "bad.csv, column y: every row is 'cat'"],
    ['a target without values', many((i) => `${i},`), 'bad.csv, column y: no row has a value'],
    [
      'a word of its own for each row',
      many((i) => `${i},name${i}`, 30),
      'bad.csv, column y: expected a number, or classes that come again; got 30 different words in 30 rows',
    ],
    ['nothing but the target', 'y\n1\n2\n3\n', 'bad.csv: no column is left to predict y from'],
    ['no column with values', many((i) => `,${i % 2}`), 'bad.csv: no column is left to predict y from'],
    ['numbers that are too large', many((i) => `${i}e300,${i % 2}`), 'bad.csv, column a: expected numbers below 1e150'],
    ['targets that are too large', many((i) => `${i},${i + 1}e300`), 'bad.csv, column y: expected numbers below 1e150'],
    [
      'bytes that are no text',
      Uint8Array.from({ length: 999 }, (_, i) => (i * 7919) % 256),
      'bad.csv: this is not text in UTF-8',
    ],
    ['a quote that is not closed', 'a,y\n"1,2\n3,4\n', 'bad.csv:2: a quote is opened in this row and never closed'],
    ['one line of a million cells', '1,'.repeat(1e6), 'bad.csv'],
    ['one cell of a million letters', 'x'.repeat(1e6), 'bad.csv: the table has column names but no rows'],
  ])('%s', async (_, content, message) => {
    writeFileSync('bad.csv', content);
    before = files();
    const { code, err } = await refused('train bad.csv --target y --model there.safetensors');
    expect(code).toBe(1);
    expect(err).toContain(`nn: ${message}`);
    // A message, not the table.
    expect(err.length).toBeLessThan(1000);
  });

  test('a target that was said to be a number', async () => {
    const { code, err } = await refused('train iris.csv --target species --task number');
    expect(code).toBe(1);
    expect(err).toContain("iris.csv, column species: the target was said to be a number, but it holds words such as '");
  });

  test('a part held back that no row is left for', async () => {
    const { code, err } = await refused('train iris.csv --target species --validation 0.001');
    expect(code).toBe(1);
    expect(err).toContain('0.001 of 105 rows leaves 105 to train and 0 to test');
  });
});

describe('files and columns that are not there', () => {
  test.each([
    [
      'no such file',
      'train irsi.csv --target species',
      "irsi.csv: cannot be read: there is no such file; did you mean 'iris.csv'?",
    ],
    [
      'no such folder',
      'train nowhere/x.csv --target species',
      'nowhere/x.csv: cannot be read: there is no such file; there is no folder nowhere',
    ],
    [
      'a folder',
      'train . --target species --model there.safetensors',
      '.: cannot be read: this is a folder; expected a file',
    ],
    [
      'no such column, but one like it',
      'train iris.csv --target specis',
      "iris.csv: there is no column 'specis'; did you mean 'species'?",
    ],
    [
      'no such column',
      'train iris.csv --target colour',
      'its columns are sepal_length, sepal_width, petal_length, petal_width, species',
    ],
  ])('%s', async (_, args, message) => {
    const { code, err } = await refused(args);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});

describe('where a model cannot be written, that is said before training', () => {
  beforeAll(() => {
    mkdirSync('folder', { recursive: true });
  });

  test.each([
    ['nowhere/m.safetensors', 'cannot be written: there is no folder nowhere'],
    ['folder', 'this is a folder; expected the name of a file'],
    ['new/', 'this is a folder; expected the name of a file'],
    ['iris.csv/m', 'cannot be written: a part of this path is a file, not a folder'],
    ['/dev/null', 'this is a device or a pipe'],
    ['iris.csv', 'this is the file that is read'],
    ['./folder/../iris.csv', 'this is the file that is read'],
  ])("--model '%s'", async (model, message) => {
    const { code, err } = await refused('train iris.csv --target species --model', ...[model]);
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err).not.toContain('epoch');
  });
});

describe('what is no model is not replaced, and no name is none', () => {
  beforeAll(() => {
    writeFileSync('thesis.txt', 'Years of work, and no copy.');
    writeFileSync('nine', '\u0001\0\0\0\0\0\0\0[');
    writeFileSync('longer-than-it-is', '\u0009\0\0\0\0\0\0\0{}');
  });

  test.each([
    ['thesis.txt', 'thesis.txt: there is a file that is no model (.safetensors); it is not replaced'],
    ['iris-test.csv', 'iris-test.csv: there is a file that is no model'],
    ['nine', 'nine: there is a file that is no model'],
    ['longer-than-it-is', 'longer-than-it-is: there is a file that is no model'],
    ['-', '-: a model is a file; - is for data'],
    ['', "'': the name of the model is empty; expected the name of a file"],
  ])("--model '%s'", async (model, message) => {
    const content = () => before.filter((name) => name !== 'folder').map((name) => readFileSync(name, 'latin1'));
    const there = content();
    const { code, err } = await refused('train iris.csv --target species --model', model);
    expect(code).toBe(2);
    expect(err).toContain(`nn: ${message}`);
    expect(content()).toEqual(there);
  });

  test.each(['predict - iris.csv', 'evaluate - iris.csv', 'inspect -'])('nn %s', async (args) => {
    const { code, err } = await refused(args);
    expect([code, err]).toEqual([2, 'nn: -: a model is a file; - is for data\n']);
  });

  test('nn digits does not replace it either', async () => {
    writeFileSync('digits.safetensors', 'notes on digits');
    before = files();
    expect((await refused('digits')).code).toBe(2);
    expect(readFileSync('digits.safetensors', 'utf8')).toBe('notes on digits');
  });
});

describe('options that cannot be meant', () => {
  const [positive, whole] = ['expected a number above 0', 'expected a whole number from 1'];

  test.each([
    ['--learning-rate', 'NaN', positive],
    ['--learning-rate', 'Infinity', positive],
    ['--learning-rate', '0', positive],
    ['--learning-rate', '-0.1', positive],
    ['--learning-rate', 'fast', positive],
    ['--epochs', '0', whole],
    ['--epochs', '-1', whole],
    ['--epochs', '1.5', whole],
    ['--epochs', 'abc', whole],
    ['--epochs', '', whole],
    ['--patience', '0', whole],
    ['--batch-size', '0', whole],
    ['--batch-size', '2.5', whole],
    ['--batch-size', 'some', whole],
    ['--hidden', '0', 'expected sizes such as 16,16'],
    ['--hidden', 'a,b', 'expected sizes such as 16,16'],
    ['--hidden', '16,', 'expected sizes such as 16,16'],
    ['--hidden', '-4', 'expected sizes such as 16,16'],
    ['--validation', '1', 'expected a part from 0 to below 1'],
    ['--validation', '-0.1', 'expected a part from 0 to below 1'],
    ['--validation', 'NaN', 'expected a part from 0 to below 1'],
    ['--seed', 'x', 'expected a whole number'],
    ['--seed', '0.5', 'expected a whole number'],
    ['--weight-decay', '-1', 'expected a number from 0'],
    ['--activation', 'rellu', 'Allowed choices are gelu, linear, relu, sigmoid, tanh'],
    ['--loss', 'mse', 'meanSquaredError'],
    ['--optimizer', 'Adam', 'Allowed choices are adam, adamW, sgd, momentum'],
    ['--task', 'regression', 'Allowed choices are classes, number'],
  ])("%s '%s'", async (option, value, message) => {
    const { code, err } = await refused('train iris.csv --target species', option, value);
    expect(code).toBe(2);
    expect(err).toMatch(/^nn: option /);
    expect(err).toContain(option);
    expect(err).toContain(`'${value}'`);
    expect(err).toContain(message);
  });

  test.each([
    ['train iris.csv --target species --epoch 3', '(Did you mean --epochs?)'],
    [
      'train iris.csv',
      "nn: required option '--target <column>' not specified; the columns of iris.csv are sepal_length, sepal_width, petal_length, petal_width, species\n",
    ],
    ['train nowhere.csv', "nn: required option '--target <column>' not specified\n"],
    ['train -', "nn: required option '--target <column>' not specified\n"],
    ['train iris.csv --target', 'argument missing'],
    ['train --target species', "nn: missing required argument 'data'\n(--help shows what there is)\n"],
    ['train iris.csv more.csv --target species', 'too many arguments'],
    ['trian iris.csv --target species', '(Did you mean train?)'],
    ['', 'Usage: nn'],
    ['help trian', "nn: unknown command 'trian'\n(Did you mean train?)\n"],
  ])('nn %s', async (args, message) => {
    const { code, err } = await refused(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('a loss over probabilities, for a number', async () => {
    csv('line.csv', `a,y\n${Array.from({ length: 30 }, (_, i) => `${i},${i / 7}`).join('\n')}\n`);
    before = files();
    const { code, err } = await refused('train line.csv --target y --loss crossEntropy');
    expect(code).toBe(2);
    expect(err).toContain(
      '--loss crossEntropy compares probabilities of classes, but the target is a number; try meanSquaredError',
    );
  });

  test('a network that no memory can hold', async () => {
    const { code, err } = await refused('train iris.csv --target species --hidden 1000000000');
    expect(code).toBe(1);
    expect(err).toContain('expected at most 67108864 numbers, got 1000000000');
  });
});

describe('a training that diverges', () => {
  test('stops, and says at which step and layer', async () => {
    const { code, err } = await refused(
      'train iris.csv --target species --learning-rate 1e30 --model there.safetensors',
    );
    expect(code).toBe(1);
    expect(err).toMatch(/the loss became (NaN|Infinity) at step [23] \(epoch 1\): .*layer \d \(dense, \w+\)/);
    expect(err).toContain('too large a learning rate (1e+30)');
  });

  test.each(['0', '0.2'])(
    'is seen also where no further loss is computed after the update: --validation %s',
    async (part) => {
      const { code, err } = await refused(
        `train iris.csv --target species --learning-rate 1e30 --epochs 1 --batch-size all --validation ${part} --model there.safetensors`,
      );
      expect(code).toBe(1);
      expect(err).toContain('the outputs are not finite after step 1: ');
      expect(err).toContain('too large a learning rate (1e+30)');
    },
  );
});

test.each(['train', 'tune'])('nn %s of a model', async (command) => {
  before = files();
  const { code, err } = await refused(`${command} there.safetensors --target y`);
  expect({ code, err }).toEqual({
    code: 1,
    err: 'nn: there.safetensors: this is a model (.safetensors); expected a table here, such as data.csv\n',
  });
});

test('help and version go to standard output', async () => {
  for (const args of ['--help', 'help train', 'train --help', 'digits --help']) {
    const { code, out, err } = await nn(args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Usage: nn');
  }
  for (const args of ['--version', '-V']) expect((await nn(args)).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
