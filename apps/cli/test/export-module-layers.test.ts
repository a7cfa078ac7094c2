import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scatterAdd, table, uniform } from '@nn/formula';
import { random, reference } from '@nn/matrix';
import * as net from '@nn/net';
import { activation, dense, type Network, network, tanh } from '@nn/net';
import { describe, expect, test } from 'vitest';
import { gridOf } from '../src/export/module/grid.js';
import { toModule } from '../src/export/module/to-module.js';
import { ownFolder } from './support/command.js';
import { activations, kinds, made, samples } from './support/networks.js';

ownFolder();

let written = 0;
/** The module of a network, imported. */
async function moduleOf(model: Network): Promise<{ predictRows(rows: readonly (readonly number[])[]): number[][] }> {
  const path = join(process.cwd(), `m${written++}.mjs`);
  writeFileSync(path, toModule({ model, metadata: {} }, 'net.safetensors').code);
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

const scattered = activation('scattered', (x) => scatterAdd(x, table(1, 3, [1, -1, 1]), x, 'columns'));

describe('a module gives the bits of the network', () => {
  test.each(Object.keys(kinds))('%s', async (name) => {
    const of = kinds[name]!;
    const model = made(of);
    const { predictRows } = await moduleOf(model);
    for (const rows of [1, 7, 33]) {
      const x = samples(of, model, rows, rows);
      expect(predictRows(x.toArray())).toEqual(model.predict(x).toArray());
    }
  });

  test.each([...activations, scattered])('activation $name, also where numbers are large and small', async (f) => {
    const model = made({ inputs: 4, layers: [dense(3, f)] });
    const { predictRows } = await moduleOf(model);
    for (const std of [1e-20, 1, 30]) {
      // Where a large number becomes infinite, the module says so instead.
      const x = random(7).normal(20, 4, { std });
      const expected = model.predict(x).toArray();
      if (!expected.flat().every(Number.isFinite)) continue;
      expect(predictRows(x.toArray())).toEqual(expected);
    }
  });

  test('in groups of 256, as the network computes an activation that looks at all samples', async () => {
    const model = made({ inputs: 4, layers: [dense(3, activations.find(({ name }) => name === 'of all samples')!)] });
    const { predictRows } = await moduleOf(model);
    const x = random(7).normal(600, 4);
    expect(predictRows(x.toArray())).toEqual(model.predict(x).toArray());
  });

  test('in double precision too', async () => {
    const model = network({ inputs: 4, layers: [dense(8, tanh), dense(3)], backend: reference({ dtype: 'f64' }) });
    const { predictRows } = await moduleOf(model);
    const x = random(7).normal(20, 4, { dtype: 'f64' });
    expect(predictRows(x.toArray())).toEqual(model.predict(x).toArray());
  });
});

test.each<[string, readonly number[], ReturnType<typeof gridOf>]>([
  ['one place', [7], { from: 7, loops: [] }],
  ['a row', [3, 5, 7, 9], { from: 3, loops: [[4, 2]] }],
  ['the same again', [4, 4, 4], { from: 4, loops: [[3, 0]] }],
  // Windows of 2 x 2 in an image of 3 x 3.
  [
    'windows',
    [0, 1, 3, 4, 1, 2, 4, 5, 3, 4, 6, 7, 4, 5, 7, 8],
    {
      from: 0,
      loops: [
        [2, 3],
        [2, 1],
        [2, 3],
        [2, 1],
      ],
    },
  ],
  ['windows with padding', [-1, -1, -1, 0, -1, -1, 0, 1], undefined],
  ['nothing regular', [1, 2, 4], undefined],
  ['nothing', [], undefined],
])('%s as loops', (_, values, expected) => {
  expect(gridOf(values)).toEqual(expected);
});

test('a convolution without padding takes no more than its parameters, however large its images', async () => {
  const size = (side: number) => {
    const layers = [net.conv2d(4, 3, tanh), net.maxPool2d(2), net.globalAveragePool(), dense(2)];
    return toModule({ model: network({ inputs: [side, side, 2], layers } as never), metadata: {} }, 'x').code.length;
  };
  expect(Math.abs(size(32) - size(8))).toBeLessThan(60);
});

test('random numbers, also in use, cannot be written', () => {
  const noisy = activation('noisy', (x) => ({ op: 'add', args: [x, uniform(7, x)] }));
  const model = network({ inputs: 2, layers: [dense(1, noisy)] });
  expect(() => toModule({ model, metadata: {} }, 'x')).toThrow(
    "the network cannot be written as a module: its formula has 'uniform', random numbers, also in use",
  );
});
