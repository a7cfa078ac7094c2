import { writeFileSync } from 'node:fs';
import { mul } from '@nn/formula';
import {
  type Activation,
  activation,
  avgPool2d,
  batchNorm,
  dense,
  embedding,
  maxPool2d,
  network,
  prelu,
  relu,
  residual,
} from '@nn/net';
import { describe, expect, test } from 'vitest';
import { toPytorch } from '../src/export/pytorch/to-pytorch.js';
import { ownFolder } from './support/command.js';
import { activations, type Case, kinds, made, samples } from './support/networks.js';
import { pythonWithTorch, runPython } from './support/python.js';

ownFolder();

/** A softmax along an image, and layers one after the other that want numbers arranged otherwise. */
const arranged: Readonly<Record<string, Case>> = {
  'embedding, layerNorm and prelu': {
    inputs: 3,
    layers: [embedding(7, 4), prelu(), dense(2)],
    below: 7,
  },
};
const can = (f: Activation) =>
  !['everything', 'of all samples', 'of products', 'of places', 'of computed places'].includes(f.name);
const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(Object.entries(kinds).filter(([name]) => !['residual', 'parallel'].includes(name))),
  ...arranged,
  ...Object.fromEntries(
    activations.filter(can).map((f, i) => [`${i} ${f.name}`, { inputs: 4, layers: [dense(3, f)] }]),
  ),
};

const COMPARE = `import json, runpy, sys, torch
for name, case in json.load(open('cases.json')).items():
    model = runpy.run_path(case['file'])['model']
    with torch.no_grad():
        y = model(torch.tensor(case['x'], dtype=torch.float32))
    expected = torch.tensor(case['y'])
    assert y.shape == expected.shape, (name, y.shape)
    worst = float((y - expected).abs().max() / max(float(expected.abs().max()), 1e-3))
    print(json.dumps([name, worst]))
`;

describe('an nn.Sequential computes what the network does', () => {
  test.skipIf(!pythonWithTorch)('for every kind of layer and activation (skipped where no python3 has torch)', () => {
    const written = Object.entries(cases).map(([name, of], i) => {
      const model = made(of);
      const { weights, code } = toPytorch(
        { model, metadata: {} },
        { source: 'net.safetensors', weights: `${i}.safetensors` },
      );
      writeFileSync(`${i}.safetensors`, weights);
      writeFileSync(`m${i}.py`, code);
      const x = samples(of, model, 9);
      return [name, { file: `m${i}.py`, x: x.toArray(), y: model.predict(x).toArray() }] as const;
    });
    writeFileSync('cases.json', JSON.stringify(Object.fromEntries(written)));
    writeFileSync('compare.py', COMPARE);
    const found = runPython('compare.py')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, number]);
    expect(found.map(([name]) => name)).toEqual(Object.keys(cases));
    for (const [name, worst] of found) expect(worst, name).toBeLessThan(1e-5);
  });
});

/** The header of a .safetensors file, and its numbers. */
function read(file: Uint8Array) {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  return { header, length, numbers: new Float32Array(file.slice(8 + length).buffer) };
}

describe('weights', () => {
  test('are tensors by the names and in the layout of PyTorch, whether or not it is there', () => {
    const model = network({
      inputs: [2, 2, 2],
      layers: [dense(3, relu), batchNorm(), dense(1)] as never,
    });
    const { weights } = toPytorch({ model, metadata: {} }, { source: 'n', weights: 'w' });
    const { header, length, numbers } = read(weights);
    expect(length % 8).toBe(0);
    expect(header).toEqual({
      __metadata__: { format: 'pt', by: 'nn export' },
      '0.weight': { dtype: 'F32', shape: [3, 8], data_offsets: [0, 96] },
      '0.bias': { dtype: 'F32', shape: [3], data_offsets: [96, 108] },
      '2.weight': { dtype: 'F32', shape: [3], data_offsets: [108, 120] },
      '2.bias': { dtype: 'F32', shape: [3], data_offsets: [120, 132] },
      '2.running_mean': { dtype: 'F32', shape: [3], data_offsets: [132, 144] },
      '2.running_var': { dtype: 'F32', shape: [3], data_offsets: [144, 156] },
      '3.weight': { dtype: 'F32', shape: [1, 3], data_offsets: [156, 168] },
      '3.bias': { dtype: 'F32', shape: [1], data_offsets: [168, 172] },
    });
    const w = model.parameters[0]!.get();
    expect(numbers[1 * 8 + 5]).toBe(w.at(5, 1));
  });

  test('of a convolution are [filters, channels, height, width]', () => {
    const model = made(kinds.conv2d!);
    const { header, numbers } = read(toPytorch({ model, metadata: {} }, { source: 'n', weights: 'w' }).weights);
    expect(header['1.weight'].shape).toEqual([4, 2, 3, 3]);
    const w = model.parameters[0]!.get();
    // Filter 3, channel 1, row 2, column 0 of the kernel.
    expect(numbers[((3 * 2 + 1) * 3 + 2) * 3 + 0]).toBe(w.at((2 * 3 + 0) * 2 + 1, 3));
  });
});

test('what PyTorch has no module for is said, all at once', () => {
  const triple = activation('relu', (x) => mul(3, x));
  const layers = [
    batchNorm(),
    maxPool2d(1, { padding: 1 }),
    avgPool2d(2, { dilation: 2 }),
    residual([]),
    dense(2, triple),
  ];
  const model = network({ inputs: [4, 4, 1], layers } as never);
  expect(() => toPytorch({ model, metadata: {} }, { source: 'n', weights: 'w' })).toThrow(
    'the network cannot be written as an nn.Sequential: PyTorch has no module for layer 1 (maxPool2d whose windows may lie outside the image), layer 2 (avgPool2d with dilation), layer 3 (residual), layer 4 (activation relu); --to onnx can write it',
  );
});
