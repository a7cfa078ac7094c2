import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCsv } from '@nn/data';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, irisFiles, nn, ownFolder } from './support/command.js';
import { HOSTILE, hostileTable } from './support/hostile-table.js';

ownFolder();

beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --hidden 8 --epochs 20');
  hostileTable('hostile.csv');
  await nn('train hostile.csv --target class --hidden 8 --activation gelu --epochs 20');
  csv('line.csv', [['n', 'y'], ...Array.from({ length: 40 }, (_, i) => [1.6e9 + i, 5 + i / 5])]);
  await nn('train line.csv --target y --hidden none --learning-rate 0.05 --epochs 60');
});

type Row = Readonly<Record<string, unknown>>;
interface Classifier {
  predict(row: unknown): { label: string; probabilities: Record<string, number> };
  predictRows(rows: unknown): { label: string; probabilities: Record<string, number> }[];
}
const imported = <T = Classifier>(path: string): Promise<T> =>
  import(/* @vite-ignore */ pathToFileURL(join(process.cwd(), path)).href);

/** The rows of a CSV file as objects whose properties are their own, whatever their names. */
const rowsOf = (path: string): Row[] => {
  const { columns, rows } = readCsv(readFileSync(path, 'utf8'));
  return Array.from({ length: rows }, (_, i) => Object.fromEntries(columns.map(({ name, cells }) => [name, cells[i]])));
};
const predicted = async (model: string, data: string) => JSON.parse((await nn(`predict ${model} ${data} --json`)).out);

describe('nn export --to module', () => {
  test('gives the answers of nn predict, to the bit, for numbers and for texts', async () => {
    const { code, out, err } = await nn('export iris.safetensors --to module');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err.replace(/\d+\.\d kB/g, 'SIZE')).toBe(
      "saved iris.js (SIZE)\nsaved iris.d.ts (SIZE)\nit needs nothing else: import { predict } from './iris.js'; its answers are those of nn predict, to the bit\n",
    );
    copyFileSync('iris.js', 'iris.mjs');
    const { predict, predictRows } = await imported('iris.mjs');
    const texts = rowsOf('iris-test.csv');
    const numbers = texts.map(({ species: _, ...row }) =>
      Object.fromEntries(Object.entries(row).map(([name, v]) => [name, Number(v)])),
    );
    const { predictions, probabilities, classes } = await predicted('iris.safetensors', 'iris-test.csv');
    for (const rows of [texts, numbers]) {
      const answers = predictRows(rows);
      expect(answers.map(({ label }) => label)).toEqual(predictions);
      expect(answers.map((a) => classes.map((c: string) => a.probabilities[c]))).toEqual(probabilities);
    }
    expect(predict(numbers[3])).toEqual(predictRows(numbers)[3]);
  });

  test('reads hostile names, what is missing, and words it has never seen', async () => {
    await nn('export hostile.safetensors --to module --out hostile.mjs');
    csv('new.csv', `${readFileSync('hostile.csv', 'utf8').trim()}\n" 2001 ","NA",never seen,"1e0","-","b ",""\n`);
    const { predict, predictRows } = await imported('hostile.mjs');
    const { predictions, probabilities, classes } = await predicted('hostile.safetensors', 'new.csv');
    const answers = predictRows(rowsOf('new.csv'));
    expect(answers.map(({ label }) => label)).toEqual(predictions);
    expect(answers.map((a) => classes.map((c: string) => a.probabilities[c]))).toEqual(probabilities);
    expect(Object.keys(answers[0]!.probabilities)).toEqual(classes);
    const first = rowsOf('new.csv')[0]!;
    for (const missing of [null, '', Number.NaN]) {
      expect(
        predict(
          Object.fromEntries(Object.entries(first).map(([name, v]) => [name, name === HOSTILE[4] ? missing : v])),
        ),
      ).toEqual(
        predict(Object.fromEntries(Object.entries(first).map(([name, v]) => [name, name === HOSTILE[4] ? '?' : v]))),
      );
    }
    const code = readFileSync('hostile.mjs', 'utf8');
    for (const text of [code, readFileSync('hostile.d.mts', 'utf8')]) {
      expect(text).not.toContain('</script');
      expect(text).not.toContain('<!--');
      expect(text).not.toContain('*/ alert');
      expect(text).not.toMatch(/[\u2028\u2029\u202e]/);
    }
    expect(code).not.toMatch(/\beval\b|\bFunction\(/);
  });

  test('gives a number in its own units', async () => {
    await nn('export line.safetensors --to module --out line.mjs');
    const { predictRows } = await imported<{ predictRows(rows: readonly Row[]): number[] }>('line.mjs');
    expect(predictRows(rowsOf('line.csv'))).toEqual((await predicted('line.safetensors', 'line.csv')).predictions);
  });

  test('runs in an empty folder, without anything', () => {
    mkdirSync('empty');
    copyFileSync('hostile.mjs', 'empty/model.mjs');
    const script = `import { predict } from './model.mjs';
const row = JSON.parse(process.argv[1]);
console.log(JSON.stringify(predict(row)));`;
    const row = rowsOf('hostile.csv')[5]!;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(row)], {
      cwd: 'empty',
      encoding: 'utf8',
    });
    expect(JSON.parse(out).label).toMatch(/./);
  });

  test('has types that fit', { timeout: 60_000 }, () => {
    writeFileSync(
      'use.mts',
      `import { type Label, predict, predictRows } from './hostile.mjs';
const row = { ${HOSTILE.map((name) => `[${JSON.stringify(name)}]: 1`).join(', ')} } as const;
const label: Label = predict(row).label;
const all: number[] = predictRows([row, row]).map(({ probabilities }) => probabilities['*/']);
// @ts-expect-error: no such class
const none = predict(row).probabilities.rose;
// @ts-expect-error: columns are missing
predict({});
export { label, all, none };
`,
    );
    writeFileSync(
      'number.mts',
      "import { predict } from './line.mjs';\nexport const y: number = predict({ n: null });\n",
    );
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
      lib: ['lib.es2022.d.ts'],
    };
    const program = ts.createProgram(['use.mts', 'number.mts'], options);
    const said = ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'));
    expect(said).toEqual([]);
  });

  test('grows with the parameters and with nothing else: 16 characters for 3 of them', async () => {
    const sizes: [parameters: number, bytes: number][] = [];
    for (const hidden of [100, 200, 400]) {
      await nn(`train iris.csv --target species --hidden ${hidden} --epochs 1 --model s${hidden}.safetensors`);
      const { parameters } = JSON.parse(
        (await nn(`export s${hidden}.safetensors --to module --out s${hidden}.mjs --json`)).out,
      );
      sizes.push([parameters, statSync(`s${hidden}.mjs`).size]);
    }
    const [[a, x], [b, y], [c, z]] = sizes as [[number, number], [number, number], [number, number]];
    expect((y - x) / (b - a)).toBeCloseTo(16 / 3, 1);
    expect((z - y) / (c - b)).toBeCloseTo(16 / 3, 1);
  });

  test.each<[string, unknown, string]>([
    [
      'a column that is not there',
      { sepal_length: 1, sepal_width: 2, petal_length: 3 },
      'predict: there is no "petal_width"; give null where it is missing',
    ],
    [
      'a word for a number',
      { sepal_length: 1, sepal_width: 'wide', petal_length: 3, petal_width: 4 },
      'predict: "sepal_width": expected a number, got "wide"',
    ],
    [
      'infinity',
      { sepal_length: Infinity, sepal_width: 2, petal_length: 3, petal_width: 4 },
      'predict: "sepal_length": expected a number, got null',
    ],
    ['no row', null, 'predict: expected an object with the columns of the table, got null'],
    ['a number', 7, 'predict: expected an object with the columns of the table, got number'],
  ])('refuses %s', async (_, row, message) => {
    const { predict } = await imported('iris.mjs');
    expect(() => predict(row)).toThrow(new TypeError(message));
  });

  test('says which row it was', async () => {
    const { predictRows } = await imported('iris.mjs');
    const row = { sepal_length: 1, sepal_width: 2, petal_length: 3, petal_width: 1e300 };
    expect(() => predictRows([{ ...row, petal_width: 1 }, row])).toThrow(
      /^predictRows: row 1: "petal_width": 1e\+300 is too far from the training table \(mean [\d.]+, standard deviation [\d.]+\)$/,
    );
    expect(() => predictRows(row)).toThrow(new TypeError('predictRows: expected an array of rows'));
  });
});
