import { readFileSync, writeFileSync } from 'node:fs';
import { conv2d, dense, network, relu, residual, save } from '@nn/net';
import { beforeAll, describe, expect, test } from 'vitest';
import { files, irisFiles, nn, ownFolder } from './support/command.js';
import { hostileTable } from './support/hostile-table.js';
import { pythonWithTorch, runPython } from './support/python.js';

ownFolder();

beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --hidden 8 --epochs 20');
  hostileTable('hostile.csv');
  await nn('train hostile.csv --target class --hidden 8 --epochs 20');
  writeFileSync('image.safetensors', save(network({ inputs: [4, 4, 1], layers: [conv2d(2, 3, relu), dense(2)] })));
  writeFileSync('residual.safetensors', save(network({ inputs: 2, layers: [residual([dense(2)])] })));
});

describe('nn export', () => {
  test.each(['onnx', 'module', 'pytorch'])(
    '--to %s writes the same bytes again, over what it wrote before',
    async (to) => {
      const { out } = await nn(`export iris.safetensors --to ${to} --json`);
      const written = JSON.parse(out).files.map(({ file }: { file: string }) => file);
      const first = written.map((file: string) => readFileSync(file, 'latin1'));
      expect((await nn(`export iris.safetensors --to ${to}`)).code).toBe(0);
      expect(written.map((file: string) => readFileSync(file, 'latin1'))).toEqual(first);
    },
  );

  test.each(['onnx', 'module', 'pytorch'])('--to %s writes a network without a pipeline, too', async (to) => {
    const { code, out } = await nn(`export image.safetensors --to ${to} --json`);
    expect({ code, ...JSON.parse(out), files: [] }).toMatchObject({ code: 0, model: 'image.safetensors', to });
  });

  test('speaks Chinese', async () => {
    const { err } = await nn('export iris.safetensors --to pytorch --lang zh');
    expect(err.replace(/\d+(\.\d kB| bytes)/g, 'SIZE')).toBe(
      '已保存 iris.pt.safetensors（SIZE）\n已保存 iris_torch.py（SIZE）\n写成 nn.Sequential；加载它：pip install torch safetensors，然后 python3 iris_torch.py new.csv\n',
    );
  });

  test.skipIf(!pythonWithTorch)(
    '--to pytorch: the snippet predicts a table (skipped where no python3 has torch)',
    async () => {
      for (const name of ['iris', 'hostile']) {
        await nn(`export ${name}.safetensors --to pytorch`);
        const script = `${name}_torch.py`;
        const data = name === 'iris' ? 'iris-test.csv' : 'hostile.csv';
        const { predictions, probabilities, classes } = JSON.parse(
          (await nn(`predict ${name}.safetensors ${data} --json`)).out,
        );
        // Python prints dictionaries; as JSON they are read here.
        writeFileSync(
          'print.py',
          `import csv, json, runpy, sys\nm = runpy.run_path(sys.argv[1])\nprint(json.dumps(m['predict'](csv.DictReader(open(sys.argv[2], newline='', encoding='utf-8')))))\n`,
        );
        const said = JSON.parse(runPython('print.py', script, data)) as { label: string; probabilities: object }[];
        expect(said.map(({ label }) => label)).toEqual(predictions);
        said.forEach(({ probabilities: p }, i) => {
          const byClass = new Map(Object.entries(p));
          classes.forEach((c: string, k: number) => {
            expect(Math.abs(byClass.get(c) - probabilities[i][k])).toBeLessThan(1e-5);
          });
        });
        if (name === 'iris') expect(runPython(script, data).trim().split('\n')).toHaveLength(predictions.length);
      }
    },
  );
});

describe('what cannot be exported is refused, and nothing is written', () => {
  test.each<[string, string, number, string]>([
    ['no format', 'export iris.safetensors', 2, "nn: required option '--to <format>' not specified"],
    [
      'an unknown format',
      'export iris.safetensors --to tflite',
      2,
      "nn: option '--to <format>' argument 'tflite' is invalid. Allowed choices are onnx, module, pytorch.",
    ],
    [
      'no such model',
      'export iri.safetensors --to onnx',
      1,
      "nn: iri.safetensors: cannot be read: there is no such file; did you mean 'iris.safetensors'?",
    ],
    [
      'data for a model',
      'export iris.csv --to onnx',
      1,
      'nn: iris.csv: this is not a model (.safetensors); expected a file that nn train saved\n',
    ],
    [
      'another ending for ONNX',
      'export iris.safetensors --to onnx --out iris.js',
      2,
      'nn: --out iris.js: expected the name of an ONNX file, which ends in .onnx',
    ],
    [
      'another ending for a module',
      'export iris.safetensors --to module --out iris.ts',
      2,
      'nn: --out iris.ts: expected the name of an ES module, which ends in .js or .mjs',
    ],
    [
      'another ending for PyTorch',
      'export iris.safetensors --to pytorch --out iris.pt',
      2,
      'nn: --out iris.pt: expected the name of a file of tensors, which ends in .safetensors',
    ],
    [
      'no name at all',
      'export iris.safetensors --to module --out .js',
      2,
      'nn: --out .js: expected the name of an ES module, which ends in .js or .mjs',
    ],
    [
      '--encoded with a module',
      'export iris.safetensors --to module --encoded',
      2,
      'nn: --encoded is for --to onnx; expected it not to be there with --to module',
    ],
    [
      'the model itself',
      'export iris.safetensors --to pytorch --out iris.safetensors',
      1,
      'nn: iris.safetensors: this is the file that is read; expected another name for the one to write',
    ],
    [
      'another model',
      'export iris.safetensors --to pytorch --out image.safetensors',
      1,
      'nn: image.safetensors: there is a file that nn export did not write; it is not replaced. Give --out another name, or remove the file',
    ],
    [
      'a file of somebody',
      'export iris.safetensors --to module --out mine.js',
      1,
      'nn: mine.js: there is a file that nn export did not write; it is not replaced. Give --out another name, or remove the file',
    ],
    [
      'a folder that is not there',
      'export iris.safetensors --to onnx --out a/b.onnx',
      1,
      'nn: a/b.onnx: cannot be written: there is no folder a; make it first',
    ],
    [
      'a residual block for PyTorch',
      'export residual.safetensors --to pytorch',
      1,
      'nn: the network cannot be written as an nn.Sequential: PyTorch has no module for layer 0 (residual); --to onnx can write it',
    ],
  ])('%s', async (_, args, code, message) => {
    writeFileSync('mine.js', 'export const mine = 1;\n');
    const before = files();
    const result = await nn(args);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err.startsWith(message), result.err).toBe(true);
    expect(files()).toEqual(before);
    expect(readFileSync('mine.js', 'utf8')).toBe('export const mine = 1;\n');
  });
});
