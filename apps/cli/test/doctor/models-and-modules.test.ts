import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, csvOf, irisFiles, nn, ownFolder } from '../support/command.js';
import { prices } from './support/data.js';

ownFolder();

beforeAll(() => {
  irisFiles();
  csvOf('prices.csv', prices(1, 120, 2, { euros: (_, p) => (0.94 * p).toFixed(2) }));
});

describe('nn doctor of a model and a table', () => {
  beforeAll(async () => {
    await nn('train iris.csv --target species --epochs 20');
    await nn('train prices.csv --target price --epochs 5');
  });

  test('is silent where all is well', async () => {
    expect(await nn('doctor iris.safetensors iris-test.csv')).toEqual({ code: 0, out: 'nothing found\n', err: '' });
  });

  test('sees the table as the model does', async () => {
    const [head, ...rows] = readFileSync('iris-test.csv', 'utf8').trim().split('\n');
    // In micrometres.
    const wrong = rows.map((row) => row.replace(/^[\d.]+/, (cell) => String(1e4 * Number(cell))));
    csv('micro.csv', [head, ...wrong].join('\n'));
    const { code, out } = await nn('doctor iris.safetensors micro.csv');
    expect(code).toBe(1);
    expect(out).toContain('warning  unscaled-columns  column sepal_length\n');
  });

  test('a column that is the target is still one', async () => {
    const { code, out } = await nn('doctor prices.safetensors prices.csv');
    expect(code).toBe(1);
    expect(out).toContain('warning  target-as-feature  column euros\n');
    expect(out).toContain('in 120\n    rows)');
  });
});

describe('nn doctor of a module', () => {
  const setup = (name: string, text: string) => {
    writeFileSync(
      name,
      `import { network, dense, relu, softmax, activate } from '@nn/net';
import { crossEntropy } from '@nn/loss';
import { iris, fitPipeline } from '@nn/data';
const { x, t } = fitPipeline(iris(), { target: 'species' }).encode(iris());
${text}`,
    );
    return name;
  };
  beforeAll(() => symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), 'node_modules'));

  test('looks at what it exports, and trains it', async () => {
    setup(
      'clean.mjs',
      'export { x, t }; export const loss = crossEntropy(); export const epochs = 3; export const model = network({ inputs: 4, layers: [dense(8, relu), dense(3, softmax)] });',
    );
    const { code, out, err } = await nn('doctor clean.mjs');
    expect({ code, out }).toEqual({ code: 0, out: 'nothing found\n' });
    expect(err).toContain('epoch 3/3');
  });

  test('finds softmax twice', async () => {
    setup(
      'twice.mjs',
      'export default () => ({ x, t, loss: crossEntropy(), model: network({ inputs: 4, layers: [dense(3, softmax), activate(softmax)] }) });',
    );
    const { code, out, err } = await nn('doctor twice.mjs --data-only');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^error {2}softmax-twice {2}layer 1 \(activate, softmax\)\n/);
  });
});

describe('what is refused', () => {
  beforeAll(() => {
    cpSync('iris.csv', 'copy.csv');
    writeFileSync('empty.mjs', '');
  });

  test.each<[string, string, number, string]>([
    [
      'no target',
      'doctor iris.csv',
      2,
      "required option '--target <column>' not specified; the columns of iris.csv are sepal_length, sepal_width, petal_length, petal_width, species",
    ],
    [
      'a target that is not there',
      'doctor iris.csv --target specis',
      1,
      "iris.csv: there is no column 'specis'; did you mean 'species'?",
    ],
    [
      'a file that is not there',
      'doctor irs.csv --target species',
      1,
      "irs.csv: cannot be read: there is no such file; did you mean 'iris.csv'?",
    ],
    [
      'a model alone',
      'doctor iris.safetensors',
      2,
      'iris.safetensors: a model is looked at beside a table; add one: nn doctor iris.safetensors data.csv',
    ],
    [
      'two tables',
      'doctor iris.csv copy.csv --target species',
      2,
      'copy.csv: expected one table or module, or a model (.safetensors) and a table',
    ],
    [
      'options of a table beside a model',
      'doctor iris.safetensors iris.csv --learning-rate 1',
      2,
      '--learning-rate is for a table; iris.safetensors says that itself',
    ],
    [
      'options of a table beside a module',
      'doctor empty.mjs --target y',
      2,
      '--target is for a table; empty.mjs says that itself',
    ],
    [
      'a module without exports',
      'doctor empty.mjs',
      1,
      'empty.mjs: expected exports model, x, t and loss, or a default export of an object with them; missing: model, x, t, loss',
    ],
  ])('%s', async (_, call, code, message) => {
    expect(await nn(call)).toEqual({ code, out: '', err: `nn: ${message}\n` });
  });
});
