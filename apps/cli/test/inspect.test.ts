import { readFileSync, writeFileSync } from 'node:fs';
import { dense, network, save } from '@nn/net';
import { beforeAll, describe, expect, test } from 'vitest';
import { seal } from '../../../packages/net/src/model-file/safetensors.js';
import { csv, irisFiles, nn, ownFolder } from './support/command.js';

ownFolder();

let bytes: Uint8Array;
beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --hidden 5 --epochs 3 --model m.safetensors');
  // A copy: the slices of a Buffer share its memory.
  bytes = new Uint8Array(readFileSync('m.safetensors'));
});

describe('nn inspect', () => {
  test('shows layers, columns, target and how the model was made', async () => {
    const { code, out } = await nn('inspect m.safetensors');
    expect(code).toBe(0);
    // 4 x 5 weights and 5 biases, 5 x 3 weights and 3 biases.
    expect(out).toContain('layers (43 parameters)');
    expect(out).toContain('dense 4 -> 5, relu  25 parameters');
    expect(out).toContain('dense 5 -> 3, softmax  18 parameters');
    expect(out).toContain('petal_width: number, (value - ');
    expect(out).toContain('species: one of setosa, versicolor, virginica');
    const made = out.slice(out.indexOf('how it was made'));
    expect(made).toContain('\n  recipe\n    target: species\n    task: classes\n    hidden: 5\n    activation: relu\n');
    expect(made).toContain('\n    seed: 0\n');
    expect(made).toMatch(/\n {4}optimizerSettings: learningRate 0\.001, beta1 0\.9, /);
    expect(made).toMatch(/\n {4}accuracy: (0\.\d{1,4}|[01])\n {4}baseline: class setosa, accuracy 0\.3333\n/);
    expect(made).toContain('\n  data\n    source: iris.csv\n    rows: 105\n    sha256: ');
    expect(made).not.toMatch(/[{}[\]"]|confusion/);
  });

  test('adds what is below zero instead of taking it away, and cuts long lists; --json does neither', async () => {
    csv('wide.csv', [['a', 'c', 'y'], ...Array.from({ length: 204 }, (_, i) => [i % 2 ? -1 : -3, `c${i % 102}`, -i])]);
    await nn('train wide.csv --target y --hidden none --epochs 1');
    const { out } = await nn('inspect wide.safetensors');
    // The mean of -1 and -3, and their deviation from it.
    expect(out).toContain('a: number, (value + 2) / 1\n');
    expect(out).toMatch(/y: number, output × 58\.89 - 101\.5\n/);
    expect(out).toMatch(/c: one of (c\d+, ){10}… and 92 more\n/);
    const { features } = JSON.parse((await nn('inspect wide.safetensors --json')).out);
    expect(features[1].categories).toHaveLength(102);
  });

  test('says the same as JSON', async () => {
    const { code, out } = await nn('inspect m.safetensors --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      parameters: 43,
      layers: [
        { kind: 'dense', inputs: 4, outputs: 5, activation: 'relu', parameters: 25 },
        { kind: 'dense', inputs: 5, outputs: 3, activation: 'softmax', parameters: 18 },
      ],
      features: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'].map((name) => ({
        kind: 'number',
        name,
      })),
      target: { kind: 'classes', name: 'species', classes: ['setosa', 'versicolor', 'virginica'] },
      recipe: { hidden: [5], seed: 0 },
      data: { source: 'iris.csv', rows: 105 },
    });
  });

  test('shows no control characters from names', async () => {
    csv('escape.csv', `"\u001b[31mred",y\n${Array.from({ length: 20 }, (_, i) => `${i},${i % 2}`).join('\n')}\n`);
    const trained = await nn('train escape.csv --target y --epochs 1');
    expect(trained.code).toBe(0);
    const { out } = await nn('inspect escape.safetensors');
    expect(out).toContain('[31mred');
    expect(out + trained.err).not.toContain('\u001b');
  });
});

describe('a file that is no model', () => {
  const commands = ['inspect bad', 'predict bad iris.csv', 'evaluate bad iris.csv'];

  async function refused(content: Uint8Array | string, message: string) {
    writeFileSync('bad', content);
    for (const command of commands) {
      const { code, out, err } = await nn(command);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('nn: bad: ');
      expect(err).toContain(message);
      expect(err).not.toMatch(/^\s+at /m);
    }
  }

  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'it has 0 bytes; expected at least 10'],
    ['a CSV', 'a,b,c,d\n1,2,3,4\n', 'this is not a model (.safetensors); expected a file that nn train saved\n'],
    ['zeros', new Uint8Array(1000), 'this is not a model (.safetensors)'],
    [
      'a network without a pipeline',
      save(network({ inputs: 2, layers: [dense(1)] })),
      'it holds a network but no pipeline',
    ],
    [
      'a network that does not fit its pipeline',
      save(network({ inputs: 2, layers: [dense(1)] }), {
        pipeline: {
          features: [{ kind: 'number', name: 'a', mean: 0, std: 1 }],
          target: { kind: 'number', name: 'y', mean: 0, std: 1 },
        },
      }),
      'its pipeline gives 1 inputs and 1 outputs, its network takes 2 and 1',
    ],
  ])('%s', async (_, content, message) => {
    await refused(content, message);
  });

  test('cut off anywhere', async () => {
    for (let part = 0; part < 1; part += 0.09) await refused(bytes.slice(0, bytes.length * part), 'expected');
    await refused(bytes.slice(0, -1), 'truncated or damaged');
  });

  test('weights that are not finite', async () => {
    const damaged = bytes.slice();
    new DataView(damaged.buffer).setFloat32(damaged.length - 4, Number.NaN, true);
    await refused(seal(damaged), "its tensor 'layers.1.bias' holds numbers that are not finite");
  });

  test('an activation that gives another size than it takes', async () => {
    const text = Buffer.from(bytes).toString('latin1');
    // relu is maximum(x, 0); the maximum of 0 and 0 is one number, not as many as x has.
    const broken = text.replace(/(maximum\W+args\W+)0/, (_, before) => `${before}1`);
    expect(broken).not.toBe(text);
    await refused(seal(Buffer.from(broken, 'latin1')), 'layer 0 (dense): expected n x 5 to come out, got 1 x 1');
  });

  test('with any byte of its description flipped, and a checksum that is right: an answer or a message, never a stack trace', async () => {
    const header = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    let refusals = 0;
    for (let at = 0; at < header; at += 7) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1 << (at % 8);
      writeFileSync('bad', at < 64 ? damaged : seal(damaged));
      for (const command of ['inspect bad', 'predict bad iris-test.csv']) {
        const { code, err } = await nn(command);
        expect([0, 1], `byte ${at}: ${err}`).toContain(code);
        expect(err, `byte ${at}`).not.toMatch(/^\s+at |inside nn/m);
        if (code === 1) refusals++;
        expect(code === 1, `byte ${at}: ${err}`).toBe(err.startsWith('nn: '));
      }
    }
    expect(refusals).toBeGreaterThan(header / 50);
  });
});
