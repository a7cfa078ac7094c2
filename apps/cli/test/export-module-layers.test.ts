import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scatterAdd, table, uniform } from '@nn/formula';
import { random, reference } from '@nn/matrix';
import { activation, dense, type Network, network, tanh } from '@nn/net';
import { describe, expect, test } from 'vitest';
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

test('random numbers, also in use, cannot be written', () => {
  const noisy = activation('noisy', (x) => ({ op: 'add', args: [x, uniform(7, x)] }));
  const model = network({ inputs: 2, layers: [dense(1, noisy)] });
  expect(() => toModule({ model, metadata: {} }, 'x')).toThrow(
    "the network cannot be written as a module: its formula has 'uniform', random numbers, also in use",
  );
});
