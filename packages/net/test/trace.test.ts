import { evaluate, text } from '@nn/formula';
import { binaryCrossEntropy, crossEntropy, halfSquaredError, type Loss, meanSquaredError } from '@nn/loss';
import { type Backend, type Matrix, matrix, random, reference, wasm } from '@nn/matrix';
import { adam, adamW, clipValue, type Optimizer, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  activate,
  batchNorm,
  conv2d,
  dense,
  dropout,
  fit,
  flatten,
  globalAveragePool,
  type Layer,
  l1,
  l2,
  layerNorm,
  linear,
  maxNorm,
  maxPool2d,
  network,
  parallel,
  prelu,
  type RuleName,
  relu,
  replay,
  reshape,
  residual,
  sigmoid,
  softmax,
  steps,
  type Trace,
  tanh,
  trace,
  traceFromJSON,
} from '../src/index.js';

const x = random(1).normal(6, 3);
const classes = matrix(Array.from({ length: 6 }, (_, i) => [Number(i % 2 === 0), Number(i % 2 === 1)]));
const numbers = random(2).uniform(6, 2);

const backends: Record<string, () => Backend> = {
  wasm: () => wasm(),
  'reference f32': () => reference(),
  'reference f64': () => reference({ dtype: 'f64' }),
};
const cases: Record<string, { layers: () => Layer[]; loss: Loss; optimizer: Optimizer; t: Matrix; rule?: RuleName }> = {
  'sigmoid, half squared error, plain descent': {
    layers: () => [dense(4, sigmoid), dense(2, sigmoid)],
    loss: halfSquaredError(),
    optimizer: sgd({ learningRate: 0.7 }),
    t: numbers,
  },
  'relu, dropout, softmax, cross-entropy, adam': {
    layers: () => [dense(5, relu), dropout(0.3), dense(4, tanh, { bias: false }), dense(2, softmax)],
    loss: crossEntropy(),
    optimizer: adam({ learningRate: 0.03 }),
    t: classes,
  },
  'sigmoid, binary cross-entropy, momentum and decay': {
    layers: () => [dense(4, tanh), dense(2, sigmoid)],
    loss: binaryCrossEntropy(),
    optimizer: sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
    t: classes,
  },
  'linear, mean squared error, adamW': {
    layers: () => [dense(3, linear), dense(2)],
    loss: meanSquaredError(),
    optimizer: adamW({ learningRate: 0.03 }),
    t: numbers,
  },
  'errors by share': {
    layers: () => [dense(4, sigmoid), dense(2, sigmoid)],
    loss: halfSquaredError(),
    optimizer: sgd({ learningRate: 0.01 }),
    t: numbers,
    rule: 'proportional',
  },
  'errors by transposed weights': {
    layers: () => [dense(4, relu), dropout(0.5), dense(4, sigmoid), dense(2, softmax)],
    loss: crossEntropy(),
    optimizer: adam(),
    t: classes,
    rule: 'transposed',
  },
};
cases['images, batchNorm, paths, penalties and constraints'] = {
  layers: () => [
    dense(18, linear, { penalty: l1(0.01) }),
    reshape([3, 3, 2]),
    conv2d(2, 2, linear, { penalty: l2(0.1), constraint: maxNorm(0.9) }),
    batchNorm({ momentum: 0.3 }),
    activate(relu),
    residual([conv2d(2, 1, tanh), dropout(0.3), batchNorm(), dropout(0.2)]),
    parallel([
      [maxPool2d(2), prelu()],
      [globalAveragePool(), reshape([1, 1, 2]), layerNorm()],
    ]),
    flatten(),
    dense(2, softmax, { constraint: maxNorm(0.5) }),
  ],
  loss: crossEntropy(),
  optimizer: adam({ learningRate: 0.03 }),
  t: classes,
};
const bits = (m: Matrix) => Array.from(new Uint8Array(m.data.buffer, m.data.byteOffset, m.data.byteLength));
/** The weights and buffers that a trace leads to, by their names. */
const nextOf = ({ layers }: Trace) =>
  Object.fromEntries(
    layers.flatMap(({ parameters, buffers }) =>
      [...parameters, ...buffers].map(({ name, next }) => [name, next!.value]),
    ),
  );

describe.each(Object.entries(backends))('on %s', (_, backend) => {
  test.each(Object.entries(cases))("%s: the next weights are a training's, to the bit, in whatever step", (_, one) => {
    const { layers, loss, optimizer, t, rule } = one;
    const model = network({ inputs: 3, layers: layers(), seed: 5, backend: backend() });
    const options = { loss, optimizer, seed: 11, ...(rule && { rule }) };
    const training = steps(model, x, t, { ...options, batchSize: 'all', shuffle: false });
    let state: Trace['layers'] | undefined;
    // The state of a run is not to be had from `steps`: the optimizer's is followed by the traces themselves.
    let memory = optimizer.init(matrix([Array.from({ length: model.memory.length }, () => 0)], { dtype: 'f64' }));
    for (let step = 0; step < 4; step++) {
      const traced = trace(model, x, t, { ...options, state: memory });
      const { loss: value } = training.next().value;
      expect(bits(traced.loss.value)).toEqual(bits(matrix([[value]], { dtype: model.backend.dtype })));
      const next = nextOf(traced);
      for (const p of [...model.parameters, ...model.buffers]) {
        expect(bits(next[p.name]!), `step ${step}, ${p.name}`).toEqual(bits(p.get()));
      }
      state = traced.layers;

      memory = structuredClone({ ...memory, slots: {} });
      optimizer.scalars(memory, { learningRate: optimizer.learningRate });
      const flat = (slot: string) => {
        const parts = model.parameters.map((p) => {
          const symbol = traced.quantities.find((q) => q.role === 'parameter' && q.parameter === p.name)!.name;
          return traced.values[`${slot}${symbol}'`]!.toArray().flat();
        });
        return matrix([parts.flat()], { dtype: 'f64' });
      };
      Object.assign(memory.slots, Object.fromEntries(optimizer.slots.map((slot) => [slot, flat(slot)])));
    }
    expect(state).toHaveLength(model.layers.length);
  });

  test.each(Object.entries(cases))('%s: replayed, also from JSON, it has the same bits', (_, one) => {
    const { layers, loss, optimizer, t, rule } = one;
    const model = network({ inputs: 3, layers: layers(), seed: 5, backend: backend() });
    const original = trace(model, x, t, { loss, optimizer, seed: 3, ...(rule && { rule }) });
    const carried = traceFromJSON(JSON.parse(JSON.stringify(original)));
    expect(JSON.stringify(carried)).toBe(JSON.stringify(original));
    for (const again of [replay(original), replay(carried), replay(carried, { backend: backend() })]) {
      for (const { name, value } of original.quantities) {
        expect(bits(again.values[name]!), name).toEqual(bits(value));
      }
    }
  });
});

test('a trace of a run that goes on takes the state of the run', async () => {
  const make = () => network({ inputs: 3, layers: [dense(4, relu), dropout(0.2), dense(2, softmax)], seed: 5 });
  const options = { loss: crossEntropy(), optimizer: adam({ learningRate: 0.02 }), seed: 2 };
  const [model, same] = [make(), make()];
  const whole = { ...options, batchSize: 'all', shuffle: false } as const;
  const { run } = await fit(model, x, classes, { ...whole, epochs: 5 });
  const traced = trace(model, x, classes, { ...options, state: run.state() });
  expect(traced.setting).toMatchObject({ step: 5, seed: 2, optimizer: 'adam', loss: 'crossEntropy', linked: true });
  await fit(same, x, classes, { ...whole, epochs: 6 });
  for (const p of same.parameters) expect(bits(nextOf(traced)[p.name]!)).toEqual(bits(p.get()));
});

describe('what a trace shows', () => {
  const model = network({
    inputs: 2,
    layers: [dense(2, sigmoid), dense(1, sigmoid)],
    seed: 1,
    backend: reference({ dtype: 'f64' }),
  });
  const options = { loss: halfSquaredError(), learningRate: 0.5 };
  const traced = trace(model, [[1, 0.5], [0, 2]], [[1], [0]], options); // biome-ignore format: rows
  const formulas = (of: Trace) =>
    of.quantities.flatMap(({ name, formula }) => (formula ? [`${name} = ${text(formula)}`] : []));

  test('formulas from the very expressions that ran, each over what was computed before it', () => {
    expect(formulas(traced)).toEqual([
      'z_0 = x W_0 + b_0',
      'y_0 = σ(z_0)',
      'z_1 = y_0 W_1 + b_1',
      'y_1 = σ(z_1)',
      'L = (0.5 Σ Σ_j (y_1 - t)²) / n',
      'e_1 = (y_1 - t) / n',
      'delta_1 = e_1 y_1 (1 - y_1)',
      'dW_1 = y_0ᵀ delta_1',
      'db_1 = Σ_i delta_1',
      'e_0 = delta_1 W_1ᵀ',
      'delta_0 = e_0 y_0 (1 - y_0)',
      'dW_0 = xᵀ delta_0',
      'db_0 = Σ_i delta_0',
      "W_0' = W_0 - learningRate dW_0",
      "b_0' = b_0 - learningRate db_0",
      "W_1' = W_1 - learningRate dW_1",
      "b_1' = b_1 - learningRate db_1",
    ]);
  });

  test.each([
    ['transposed', 'e_0 = e_1 W_1ᵀ'],
    ['proportional', 'e_0 = e_1 (W_1 / (Σ_i W_1))ᵀ'],
  ] as const)('the rule %s is seen in one line only: %s', (rule, line) => {
    const other = formulas(trace(model, [[1, 0.5]], [[1]], { ...options, rule }));
    const own = formulas(trace(model, [[1, 0.5]], [[1]], options));
    expect(other.filter((f) => !own.includes(f))).toEqual([line]);
  });

  test('every value follows from its formula, computed in double precision by other code', () => {
    for (const { name, formula, value } of traced.quantities) {
      if (!formula) continue;
      const given = Object.fromEntries(formula.names.map((n) => [n, traced.values[n]!]));
      const expected = evaluate(formula.expression, given);
      expect([value.rows, value.cols], name).toEqual([expected.rows, expected.cols]);
      for (const [k, v] of value.data.entries()) expect(Math.abs(v - expected.data[k]!), name).toBeLessThan(1e-15);
    }
  });

  test('each layer has its input, weights, sum, output, error, gradient and update, with their sizes', () => {
    const [hidden, output] = traced.layers;
    const names = ({ layers }: Trace) =>
      layers.map((l) => [l.input, l.sum, l.output, l.error, l.delta].map((q) => q.name).join(' '));
    expect(names(traced)).toEqual(['x z_0 y_0 e_0 delta_0', 'y_0 z_1 y_1 e_1 delta_1']);
    expect(hidden!.parameters.map((p) => [p.name, p.value.name, p.gradient.name, p.next.name])).toEqual([
      ['layers.0.weight', 'W_0', 'dW_0', "W_0'"],
      ['layers.0.bias', 'b_0', 'db_0', "b_0'"],
    ]);
    const size = ({ value }: { value: Matrix }) => [value.rows, value.cols];
    expect([hidden!.input, hidden!.error, output!.output, output!.delta].map(size)).toEqual([[2, 2], [2, 2], [2, 1], [2, 1]]); // biome-ignore format: sizes
    expect(output!.parameters.map((p) => size(p.gradient))).toEqual([[2, 1], [1, 1]]); // biome-ignore format: sizes
    // The error is output minus target (over the two samples): minus the notes' error.
    const [y, t] = [output!.output.value, [1, 0]];
    for (const i of [0, 1]) expect(output!.error.value.at(i, 0)).toBe((y.at(i, 0) - t[i]!) / 2);
  });

  test('where the loss is computed from logits, their error is the first; layers without activation or weights have less', () => {
    const logits = network({ inputs: 3, layers: [dense(4, relu), dropout(0.5), dense(2, softmax)] });
    const of = trace(logits, x, classes, { loss: crossEntropy() });
    expect(of.layers.map((l) => [l.sum, l.output, l.error, l.delta].map((q) => q.name).join(' '))).toEqual([
      'z_0 y_0 e_0 delta_0',
      'y_1 y_1 e_1 e_1',
      'z_2 y_2 delta_2 delta_2',
    ]);
    expect(formulas(of)).toContain('y_1 = 0 if u_1 < 0.5 else 2 y_0');
    expect(formulas(of)).toContain('e_0 = 2 (0 if u_1 < 0.5 else e_1)');
  });

  test('a buffer is given, and what the step keeps of it is computed; in use it is only given', () => {
    const normed = network({ inputs: 3, layers: [dense(2), batchNorm(), dense(2, softmax)] });
    const of = (training: boolean) => trace(normed, x, classes, { loss: crossEntropy(), training });
    const [during, inUse] = [of(true), of(false)];
    const [running] = during.layers[1]!.buffers;
    expect([running!.name, running!.value.name, running!.value.role]).toEqual(['layers.1.mean', 'mean_1', 'buffer']);
    expect(formulas(during)).toContain("mean_1' = 0.9 mean_1 + (0.1 Σ_i y_0) / n_i");
    expect(inUse.layers[1]!.buffers.map(({ value, next }) => [value.name, next])).toEqual([
      ['mean_1', undefined],
      ['variance_1', undefined],
    ]);
    expect(inUse.quantities.map(({ role }) => role)).not.toContain('newBuffer');
    expect(during.layers[0]!.buffers).toEqual([]);
  });

  test('a penalty is in the loss and the gradient; a constraint follows the update', () => {
    const kept = network({
      inputs: 2,
      layers: [dense(1, linear, { bias: false, penalty: l2(0.5), constraint: maxNorm(1) })],
    });
    const of = trace(kept, [[1, 2]], [[1]], { loss: halfSquaredError() });
    expect(formulas(of)).toEqual([
      'z_0 = x W_0',
      'y_0 = z_0',
      'L = (0.5 Σ Σ_j (y_0 - t)²) / n + 0.5 Σ W_0²',
      'e_0 = (y_0 - t) / n',
      'delta_0 = e_0',
      'dW_0 = W_0 + xᵀ delta_0',
      "W_0' = W_0 - learningRate dW_0",
      "W_0'' = W_0' / max(√(Σ_i W_0'²), 1)",
    ]);
    expect(of.layers[0]!.parameters[0]!.next.name).toBe("W_0''");
  });

  test('the network itself is not moved', () => {
    const before = model.parameters.map((p) => bits(p.get()));
    trace(model, [[1, 2]], [[1]], options);
    expect(model.parameters.map((p) => bits(p.get()))).toEqual(before);
  });

  test('numbers that JSON does not have are carried too', () => {
    const lost = network({ inputs: 1, layers: [dense(1)], backend: reference() });
    lost.parameters[0]!.set(matrix([[Number.POSITIVE_INFINITY]]));
    lost.parameters[1]!.set(matrix([[-0]]));
    const of = trace(lost, [[0]], [[1]], { loss: halfSquaredError() });
    const again = traceFromJSON(JSON.parse(JSON.stringify(of)));
    expect(again.values.W_0!.at(0, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(again.values.b_0!.at(0, 0)).toBe(-0);
    expect(again.values.L!.at(0, 0)).toBeNaN();
  });
});

describe('what is refused', () => {
  const model = network({ inputs: 2, layers: [dense(2, sigmoid), dense(1)] });
  const options = { loss: halfSquaredError() };

  test.each<[string, () => unknown, string]>([
    [
      'a target of another length',
      () => trace(model, [[1, 2]], [[1, 2]], options),
      'trace: t is 1 x 2, but this network gives 1 columns',
    ],
    [
      'a clip of the whole gradient',
      () => trace(model, [[1, 2]], [[1]], { ...options, optimizer: clipValue(adam(), { limit: 1 }) }),
      'trace: optimizer: expected one that takes the gradient as it is, got adam with a clip',
    ],
    ['another number of targets', () => trace(model, [[1, 2]], [[1], [2]], options), 'trace: x has 1 rows and t 2'],
    [
      'an input that is no number',
      () => trace(model, [[1, Number.NaN]], [[1]], options),
      'trace: x: row 0, column 1 is NaN',
    ],
    [
      'a learning rate below 0',
      () => trace(model, [[1, 2]], [[1]], { ...options, learningRate: -1 }),
      'trace: learningRate: expected a finite number from 0, got -1',
    ],
    [
      'a rule that there is not',
      () => trace(model, [[1, 2]], [[1]], { ...options, rule: 'share' as RuleName }),
      'rule: expected one of proportional, transposed, gradient',
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  const json = () => JSON.parse(JSON.stringify(trace(model, [[1, 2]], [[1]], options)));
  const at = (name: string) => (j: ReturnType<typeof json>) =>
    j.quantities.find((q: { name: string }) => q.name === name);
  test.each<[string, (j: ReturnType<typeof json>) => unknown, string]>([
    ['another version', (j) => ({ ...j, version: 2 }), 'traceFromJSON: version: expected 1'],
    ['no object', () => 7, 'traceFromJSON: the trace: expected an object, got 7'],
    [
      'a name twice',
      (j) => Object.assign(j.quantities[1], { name: 'x' }) && j,
      'quantities[1].name: expected a name that none before has, got "x"',
    ],
    [
      'a formula of what comes later',
      (j) => {
        at('z_0')(j).expression = at("W_0'")(j).expression;
        return j;
      },
      'expected names of quantities before it, got "dW_0"',
    ],
    [
      'numbers missing',
      (j) => {
        at('W_0')(j).values.pop();
        return j;
      },
      'expected 4 numbers, got 3',
    ],
    [
      'a word for a number',
      (j) => {
        at('W_0')(j).values[2] = 'x';
        return j;
      },
      `values[2]: expected a number, 'NaN'`,
    ],
    [
      'a layer that there is not',
      (j) => {
        at('W_0')(j).layer = 2;
        return j;
      },
      'layer: expected the number of a layer, below 2, got 2',
    ],
    [
      'no loss',
      (j) => ({ ...j, quantities: j.quantities.filter((q: { name: string }) => q.name !== 'L') }),
      "expected one of role 'loss', got nothing",
    ],
    [
      'what is kept of a buffer that there is not',
      (j) => ({ ...j, quantities: [...j.quantities, { ...at("b_1'")(j), name: 'kept', role: 'newBuffer' }] }),
      "expected one of role 'buffer' for layer 1, parameter layers.1.bias",
    ],
    [
      'no update',
      (j) => ({ ...j, quantities: j.quantities.filter((q: { name: string }) => q.name !== "b_1'") }),
      "expected one of role 'newParameter' for layer 1, parameter layers.1.bias",
    ],
  ])('a trace with %s', (_, damage, message) => {
    expect(() => traceFromJSON(damage(json()))).toThrow(message);
    expect(() => traceFromJSON(damage(json()))).toThrow(TypeError);
  });
});
