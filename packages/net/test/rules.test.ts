import { formula, mul, transpose } from '@nn/formula';
import { crossEntropy, halfSquaredError, sumSquaredError } from '@nn/loss';
import { type Matrix, matrix, matmul as product, random, reference, transpose as turn } from '@nn/matrix';
import { sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  type Activation,
  dense,
  dropout,
  fit,
  type Loss,
  linear,
  NonFiniteError,
  network,
  type Rule,
  type RuleName,
  rules,
  sigmoid,
  softmax,
  steps,
} from '../src/index.js';
import { zeros } from '../src/init/index.js';

const f64 = () => reference({ dtype: 'f64' });
const x = random(1).normal(5, 3, { dtype: 'f64' });
const t = random(2).uniform(5, 2, { dtype: 'f64' });

const twoLayers = (hidden: Activation, output: Activation, backend = f64()) =>
  network({ inputs: 3, layers: [dense(4, hidden), dense(2, output)], seed: 3, backend });
type Model = ReturnType<typeof twoLayers>;

/** By how much one step of plain descent with rate 1 moves each parameter, with its sign turned: what the rule gives for a gradient. */
function moved(model: Model, rule: RuleName | Rule | undefined, loss: Loss = sumSquaredError()): Matrix[] {
  const before = model.parameters.map((p) => p.get());
  steps(model, x, t, { loss, optimizer: sgd({ learningRate: 1 }), batchSize: 'all', ...(rule && { rule }) }).next();
  return model.parameters.map((p, k) => {
    const after = p.get();
    return matrix(
      before[k]!.toArray().map((row, i) => row.map((w, j) => w - after.at(i, j))),
      { dtype: 'f64' },
    );
  });
}

const close = (a: Matrix, b: Matrix) => {
  expect([a.rows, a.cols]).toEqual([b.rows, b.cols]);
  const scale = Math.max(...Array.from(b.data, Math.abs));
  const worst = Math.max(...Array.from(a.data, (v, k) => Math.abs(v - b.data[k]!)));
  return worst <= 1e-12 * scale;
};

/** Element by element, written by hand: the tests' own back-propagation. */
const each = (f: (...v: number[]) => number, ...of: Matrix[]): Matrix =>
  matrix(
    of[0]!.toArray().map((row, i) => row.map((_, j) => f(...of.map((m) => m.at(i, j))))),
    { dtype: 'f64' },
  );

/** The gradients of a network of two sigmoid layers, with the hidden error sent back through `backward`. */
function byHand(model: Model, backward: (W: Matrix) => Matrix, sends: 'error' | 'delta'): Matrix[] {
  const [W0, b0, W1, b1] = model.parameters.map((p) => p.get()) as [Matrix, Matrix, Matrix, Matrix];
  const layer = (from: Matrix, W: Matrix, b: Matrix) => {
    const z = product(from, W);
    return matrix(
      z.toArray().map((row) => row.map((v, j) => 1 / (1 + Math.exp(-(v + b.at(0, j)))))),
      { dtype: 'f64' },
    );
  };
  const hidden = layer(x, W0, b0);
  const output = layer(hidden, W1, b1);
  const times = (e: Matrix, y: Matrix) => each((a, v) => a * v * (1 - v), e, y);
  const error = each((y, target) => 2 * (y - target), output, t);
  const delta = times(error, output);
  const hiddenDelta = times(product(sends === 'error' ? error : delta, backward(W1)), hidden);
  const sums = (d: Matrix) =>
    matrix([Array.from({ length: d.cols }, (_, j) => d.toArray().reduce((s, row) => s + row[j]!, 0))], {
      dtype: 'f64',
    });
  return [product(turn(x), hiddenDelta), sums(hiddenDelta), product(turn(hidden), delta), sums(delta)];
}

const shares = (W: Matrix) => {
  const totals = W.toArray().reduce((s, row) => s.map((v, j) => v + row[j]!), new Array<number>(W.cols).fill(0));
  return turn(
    each(
      (w, total) => w / total,
      W,
      matrix(
        W.toArray().map(() => totals),
        { dtype: 'f64' },
      ),
    ),
  );
};

describe('the three rules', () => {
  test.each([
    ['proportional', shares, 'error'],
    ['transposed', turn, 'error'],
    ['gradient', turn, 'delta'],
  ] as const)('%s moves the weights as back-propagation by hand does', (rule, backward, sends) => {
    const expected = byHand(twoLayers(sigmoid, sigmoid), backward, sends);
    const got = moved(twoLayers(sigmoid, sigmoid), rule);
    got.forEach((m, k) => {
      expect(close(m, expected[k]!), `${rule}, parameter ${k}`).toBe(true);
    });
  });

  test('with linear activations transposed is the gradient, to the bit', () => {
    for (const backend of [f64, () => reference()]) {
      const transposed = moved(twoLayers(linear, linear, backend()), 'transposed');
      const gradient = moved(twoLayers(linear, linear, backend()), 'gradient');
      transposed.forEach((m, k) => {
        expect(Array.from(m.data)).toEqual(Array.from(gradient[k]!.data));
      });
    }
  });

  test('with sigmoid they part: the last layer moves alike, the hidden one does not, by just the slope of the outputs', () => {
    const transposed = moved(twoLayers(sigmoid, sigmoid), 'transposed');
    const gradient = moved(twoLayers(sigmoid, sigmoid), 'gradient');
    for (const k of [2, 3]) expect(close(transposed[k]!, gradient[k]!)).toBe(true);
    for (const k of [0, 1]) expect(close(transposed[k]!, gradient[k]!)).toBe(false);
    // The slope of sigmoid is at most 1/4, so what was not multiplied by it is larger.
    const size = (m: Matrix) => Math.hypot(...m.data);
    expect(size(transposed[0]!)).toBeGreaterThan(2 * size(gradient[0]!));
  });

  test('where the loss is computed from the logits, their error is what is sent back: with one more linear layer all is gradient', () => {
    const targets = matrix([[1, 0], [0, 1], [1, 0], [1, 0], [0, 1]], { dtype: 'f64' }); // biome-ignore format: rows
    const make = () => twoLayers(linear, softmax);
    const step = (rule: RuleName) => {
      const model = make();
      steps(model, x, targets, {
        loss: crossEntropy(),
        optimizer: sgd({ learningRate: 1 }),
        batchSize: 'all',
        rule,
      }).next();
      return model.parameters.map((p) => p.get());
    };
    const [transposed, gradient] = [step('transposed'), step('gradient')];
    transposed.forEach((m, k) => {
      expect(Array.from(m.data)).toEqual(Array.from(gradient[k]!.data));
    });
  });

  test('a layer without weights sends its error back by its own derivative', () => {
    const make = () => network({ inputs: 3, layers: [dense(4), dropout(0.5), dense(2)], seed: 3, backend: f64() });
    const [transposed, gradient] = [moved(make(), 'transposed'), moved(make(), 'gradient')];
    transposed.forEach((m, k) => {
      expect(Array.from(m.data)).toEqual(Array.from(gradient[k]!.data));
    });
  });

  test('training without a rule is training by gradient, to the bit, and a rule changes no output', () => {
    const make = () => network({ inputs: 3, layers: [dense(4, sigmoid), dense(2, sigmoid)], seed: 3 });
    const [none, named] = [moved(make(), undefined), moved(make(), 'gradient')];
    none.forEach((m, k) => {
      expect(Array.from(m.data)).toEqual(Array.from(named[k]!.data));
    });
    const losses = (['proportional', 'transposed', 'gradient'] as const).map(
      (rule) =>
        steps(make(), x, t, { loss: halfSquaredError(), optimizer: sgd(), batchSize: 'all', rule }).next().value.loss,
    );
    expect(new Set(losses).size).toBe(1);
  });

  test("a rule of one's own is an object: sending twice the error back moves the hidden layer twice as far", () => {
    const doubled = { name: 'doubled', backward: formula(['W'], (W) => mul(2, transpose(W))), sends: 'delta' as const };
    const got = moved(twoLayers(sigmoid, sigmoid), doubled);
    const gradient = moved(twoLayers(sigmoid, sigmoid), 'gradient');
    expect(
      close(
        got[0]!,
        each((v) => 2 * v, gradient[0]!),
      ),
    ).toBe(true);
    expect(close(got[2]!, gradient[2]!)).toBe(true);
  });

  test('a rule that is none is refused by name', () => {
    const options = { loss: sumSquaredError(), optimizer: sgd(), rule: 'transpose' as RuleName };
    expect(() => steps(twoLayers(linear, linear), x, t, options).next()).toThrow(
      "steps: rule: expected one of proportional, transposed, gradient, or a rule of one's own, got 'transpose'",
    );
  });
});

describe('proportional from weights of 0', () => {
  test('is 0/0: the training ends with an error that says so', async () => {
    const model = network({
      inputs: 3,
      layers: [dense(4, sigmoid, { init: zeros }), dense(2, linear, { init: zeros })],
    });
    const training = fit(model, x, t, { loss: halfSquaredError(), optimizer: sgd(), rule: 'proportional', epochs: 3 });
    await expect(training).rejects.toThrow(NonFiniteError);
    await expect(training).rejects.toThrow(
      /the rule 'proportional': the weights into an output sum to 0 \(shares are 0\/0\)/,
    );
  });

  test('shares of an output sum to 1', () => {
    const W = random(4).normal(4, 3, { dtype: 'f64' });
    const backward = rules.proportional.backward({ W }) as Matrix;
    for (let j = 0; j < 3; j++) {
      const total = Array.from(backward.data.slice(j * 4, j * 4 + 4)).reduce((a, b) => a + b);
      expect(total).toBeCloseTo(1, 12);
    }
  });
});
