import { evaluate, f32, simplify, text } from '@nn/formula';
import { random } from '@nn/matrix';
import { expect, test } from 'vitest';
import {
  activation,
  batchNorm,
  conv2d,
  dense,
  dropout,
  formulaOf,
  maxPool2d,
  network,
  parallel,
  relu,
  residual,
  softmax,
  tanh,
} from '../src/index.js';

test('a network is one formula, which reads as it is taught', () => {
  const model = network({ inputs: 2, layers: [dense(3, tanh), dense(1)] });
  const f = formulaOf(model);
  expect(f.names).toEqual(['x', 'layers.0.weight', 'layers.0.bias', 'layers.1.weight', 'layers.1.bias']);
  expect(text(f)).toBe('tanh(x layers.0.weight + layers.0.bias) layers.1.weight + layers.1.bias');
});

test('its value is what the network predicts, to the bit, buffers and all', () => {
  const layers = [
    conv2d(3, 3, relu, { padding: 'same' }),
    batchNorm(),
    maxPool2d(2),
    dropout(0.5),
    parallel([[conv2d(2, 1)], [residual([conv2d(3, 3, tanh, { padding: 'same' })])]]),
    dense(3, softmax),
  ];
  const model = network({ inputs: [6, 6, 2], layers, seed: 3 } as never);
  model.buffers[0]!.set(random(1).normal(1, 3));
  const { expression, names } = formulaOf(model);
  expect(names.slice(-2)).toEqual(['layers.1.mean', 'layers.1.variance']);
  const x = random(2).normal(5, 72);
  const given = Object.fromEntries([...model.parameters, ...model.buffers].map((p) => [p.name, p.get()]));
  const sizes = Object.fromEntries(Object.entries(given).map(([name, m]) => [name, [m.rows, m.cols] as const]));
  const simple = simplify(expression, { ...sizes, x: ['batch', 72] });
  const { data } = evaluate(simple, { ...given, x }, { lanes: f32 });
  expect(Float32Array.from(data)).toEqual(model.predict(x).data);
});

test('an activation of its own stands in it', () => {
  const own = activation('double', (x) => ({ op: 'add', args: [x, x] }));
  expect(text(formulaOf(network({ inputs: 1, layers: [dense(1, own, { bias: false })] })))).toBe('2 x layers.0.weight');
});
