import { writeFileSync } from 'node:fs';
import { fitPipeline, iris } from '@nn/data';
import { formula, matmul, mul, square, withAdjoint } from '@nn/formula';
import { crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { activation, conv2d, dense, embedding, network, relu, save, softmax, tanh } from '@nn/net';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, irisFiles, nn, ownFolder } from './support/command.js';

ownFolder();

/** 3 in the place of 2: the slope of x² as somebody may state it by mistake. */
const wrong = activation('wrong', (x) => withAdjoint(square(x), x, (_, gradient) => mul(3, mul(gradient, x))));

/** Modules of this folder cannot import the packages: they find what they need here. */
const packages = {
  activation,
  conv2d,
  crossEntropy,
  dense,
  embedding,
  formula,
  meanSquaredError,
  matmul,
  matrix,
  mul,
  network,
  relu,
  softmax,
  square,
  tanh,
  withAdjoint,
  wrong,
};
Object.assign(globalThis, { packages });
let written = 0;
const module = (code: string): string => {
  const name = `module${written++}.mjs`;
  writeFileSync(name, `const { ${Object.keys(packages).join(', ')} } = globalThis.packages;\n${code}\n`);
  return name;
};

beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --hidden 8 --activation tanh --epochs 5');
  const pipeline = fitPipeline(iris(), { target: 'species' });
  const model = network({ inputs: 4, layers: [dense(5, wrong), dense(3, softmax)] });
  writeFileSync('wrong.safetensors', save(model, { pipeline }));
});

const lines = (text: string) => text.trimEnd().split('\n');

describe('nn check of a model', () => {
  test('says of each parameter how far derivatives and differences are apart', async () => {
    const { code, out, err } = await nn('check iris.safetensors iris-test.csv');
    expect(code).toBe(0);
    expect(lines(out)[0]!.split(/ {2,}/)).toEqual([
      'largest difference',
      'compared',
      'derived',
      'differences',
      'relative',
      'verdict',
    ]);
    const rows = lines(out)
      .slice(1)
      .map((line) => line.split(/ {2,}/));
    expect(rows.map(([name]) => name!.replace(/\[.*/, ''))).toEqual([
      'layers.0.weight',
      'layers.0.bias',
      'layers.1.weight',
      'layers.1.bias',
    ]);
    expect(rows.map(([, compared, , , , verdict]) => [compared, verdict])).toEqual([
      ['32/32', 'right'],
      ['8/8', 'right'],
      ['24/24', 'right'],
      ['3/3', 'right'],
    ]);
    for (const [, , derived, differences] of rows) expect(Number(derived)).toBeCloseTo(Number(differences), 5);
    expect(err).toBe(
      'the gradient of crossEntropy on 16 rows, in double precision, against central differences\nright: 67 derivatives within 0.000001\n',
    );
  });

  test('a wrong derivative ends with 1, and is named', async () => {
    const { code, out, err } = await nn('check wrong.safetensors iris.csv');
    expect(code).toBe(1);
    expect(
      lines(out)
        .slice(1)
        .map((line) => line.split(/ {2,}/).at(-1)),
    ).toEqual(['wrong', 'wrong', 'right', 'right']);
    expect(lines(err)[1]).toMatch(
      /^nn: the derivative of layers\.0\.weight, layers\.0\.bias is not what central differences give \(layers\.0\.weight\[\d, \d\]: \S+ derived, \S+ by differences\); the likely cause is an adjoint that was stated by hand \(withAdjoint\) and does not belong to its formula$/,
    );
    const [, derived, differences] = /: (\S+) derived, (\S+) by/.exec(err)!;
    expect(Number(derived) / Number(differences)).toBeCloseTo(3 / 2, 3);
  });

  test('--json, --rows, --samples, --loss', async () => {
    const { code, out } = await nn(
      'check iris.safetensors iris.csv --rows 3 --samples 5 --loss meanSquaredError --json',
    );
    expect(code).toBe(0);
    const { checks, ...rest } = JSON.parse(out);
    expect(rest).toEqual({ source: 'iris.safetensors', passed: true, tolerance: 1e-6 });
    expect(checks[0]).toMatchObject({ name: 'layers.0.weight', what: '4 x 8', passed: true, compared: 5, kinks: 0 });
    expect(Object.keys(checks[0].worst)).toEqual(['parameter', 'analytic', 'numeric', 'relativeError']);
    expect(JSON.parse((await nn('check wrong.safetensors iris.csv --json')).out).passed).toBe(false);
  });

  test('leaves out rows without an answer, and says so; speaks Chinese', async () => {
    csv('holes.csv', 'sepal_length,sepal_width,petal_length,petal_width,species\n5,3,1,0.2,setosa\n6,3,5,2,\n');
    const { code, err } = await nn('check iris.safetensors holes.csv --lang zh');
    expect(code).toBe(0);
    expect(err).toBe(
      '注意：有 1 行没有 species，已略去\ncrossEntropy 在 1 行数据上的梯度，用双精度与中心差分比较\n正确：67 个导数，误差都在 0.000001 以内\n',
    );
  });
});

describe('nn check of a module', () => {
  test('of a network', async () => {
    const path = module(`export const model = network({ inputs: 2, layers: [dense(3, tanh), dense(2, softmax)] });
export const x = [[1, 2], [0, 1], [3, 1]];
export const t = Int32Array.of(0, 1, 1);
export const loss = crossEntropy();`);
    const { code, out, err } = await nn(`check ${path}`);
    expect(code).toBe(0);
    expect(lines(out)).toHaveLength(5);
    expect(err).toBe('right: 17 derivatives within 0.000001\n');
  });

  test('of a network that its default export makes', async () => {
    const path = module(
      `export default () => ({ model: network({ inputs: 1, layers: [dense(1, wrong)] }), x: [[1], [2]], t: [[1], [2]], loss: meanSquaredError() });`,
    );
    const { code, err } = await nn(`check ${path}`);
    expect(code).toBe(1);
    expect(err).toContain('the derivative of layers.0.weight, layers.0.bias is not what central differences give');
  });

  test('of layers, losses, activations and formulas, each by its name', async () => {
    const path = module(
      `export const layer = dense(3, tanh);
export const myLoss = crossEntropy();
export { wrong };
export const product = formula(['a', 'b'], (a, b) => mul(a, square(b)));
export const other = 7;`,
    );
    const { code, out, err } = await nn(`check ${path}`);
    expect(code).toBe(1);
    const rows = lines(out)
      .slice(1)
      .map((line) => line.split(/ {2,}/));
    expect(rows.map((row) => [row[0], row.at(-1)]).sort()).toEqual([
      ['layer (layer)', 'right'],
      ['myLoss (loss)', 'right'],
      ['product (formula)', 'right'],
      ['wrong (activation)', 'wrong'],
    ]);
    expect(err).toContain('nn: the derivative of wrong is not what central differences give (x[');
  });

  test('by numbers that it exports', async () => {
    const conv = module('export const inputs = [4, 4, 1];\nexport const layer = conv2d(2, 3, relu);');
    expect((await nn(`check ${conv}`)).code).toBe(0);
    const words = module('export const x = [[0, 2], [1, 1]];\nexport const layer = embedding(3, 2);');
    expect((await nn(`check ${words}`)).err).toBe(
      'nn: the derivative of layer is not what central differences give (output: x[0, 1]: 0 derived, NaN by differences); there is no value beside these numbers. A layer that picks by its input, such as an embedding, is checked within a network: export model, x, t and loss\n',
    );
    const product = module(
      "export const values = { a: [[1, 2]], b: [[3], [4]] };\nexport const f = formula(['a', 'b'], (a, b) => matmul(a, b));",
    );
    expect((await nn(`check ${product}`)).code).toBe(0);
  });

  test('where nothing but kinks is met, nothing is said to be right', async () => {
    const path = module('export const x = [[0, 0]];\nexport { relu };');
    const { code, out, err } = await nn(`check ${path}`);
    expect(code).toBe(1);
    expect(lines(out)[1]!.split(/ {2,}/)).toEqual(['relu (activation)', '0/2', 'only kinks']);
    expect(err).toBe('nn: nothing could be compared: every number stands at a kink; check by other numbers\n');
  });
});

describe('nn check refuses', () => {
  test.each<[string, string | (() => string), number, string]>([
    [
      'a model without data',
      'iris.safetensors',
      2,
      "nn: iris.safetensors: a model is checked on rows of a table; expected its name behind the model's",
    ],
    [
      'a table alone',
      'iris.csv',
      2,
      'nn: iris.csv: expected a module (.js, .mjs, .ts), or a model and a table: nn check model.safetensors data.csv',
    ],
    [
      'a module with data',
      'my.mjs iris.csv',
      2,
      'nn: my.mjs is a module, which brings its own numbers; expected no data beside it, got iris.csv',
    ],
    ['a module that is not there', 'modul.mjs', 1, 'nn: modul.mjs: cannot be read: there is no such file'],
    [
      'a module that throws',
      () => module("throw new Error('no time');"),
      1,
      'nn: MODULE: failed while it was loaded: no time',
    ],
    [
      'a module with nothing to check',
      () => module('export const a = 1;'),
      1,
      'nn: MODULE: there is nothing to check; expected exports model, x, t and loss, or a layer, a loss, an activation or a formula',
    ],
    [
      'half a network',
      () => module('export const model = network({ inputs: 1, layers: [dense(1)] });\nexport const x = [[1]];'),
      1,
      'nn: MODULE: expected exports model, x, t and loss, or a default export of an object with them; missing: t, loss',
    ],
    [
      'a layer whose inputs are not said',
      () => module('export const layer = conv2d(2, 3, relu);'),
      1,
      'nn: MODULE: layer: network: layer 0 (conv2d): conv2d: expected images of [height, width, channels] to come in, got 4; say so in network({ inputs: [28, 28, 1], … }), or put reshape([…]) before it. Export x, samples for it, and inputs, their shape',
    ],
    [
      'a formula whose values do not fit',
      () => module("export const f = formula(['a', 'b'], (a, b) => matmul(a, b));"),
      1,
      'nn: MODULE: f: matmul: a is 2 x 3 and b is 2 x 3: the inner sizes 3 and 2 must be equal. Export values, numbers for its inputs by their names',
    ],
    [
      'a table without the target',
      'iris.safetensors untold.csv',
      1,
      "nn: untold.csv: there is no column 'species'; its columns are sepal_length",
    ],
    [
      'a table without a target value',
      'iris.safetensors unknown.csv',
      1,
      'nn: unknown.csv, column species: no row has a value to check by',
    ],
    [
      'no rows',
      'iris.safetensors iris.csv --rows 0',
      2,
      "nn: option '--rows <number>' argument '0' is invalid. expected a whole number from 1, got '0'",
    ],
    [
      'no tolerance',
      'iris.safetensors iris.csv --tolerance 0',
      2,
      "nn: option '--tolerance <number>' argument '0' is invalid. expected a number above 0, got '0'",
    ],
  ])('%s', async (_, given, code, message) => {
    csv('untold.csv', 'sepal_length\n1\n');
    csv('unknown.csv', 'sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,\n');
    const args = typeof given === 'string' ? given : given();
    const result = await nn(`check ${args}`);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(
      lines(result.err)
        .find((line) => line.startsWith('nn: '))!
        .startsWith(message.replace('MODULE', args)),
      result.err,
    ).toBe(true);
  });
});
