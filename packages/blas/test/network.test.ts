import { crossEntropy } from '@nn/loss';
import { matmul, random, reference, setDefaultBackend, wasm } from '@nn/matrix';
import { dense, evaluate, fit, load, type Network, network, save, softmax, steps, tanh } from '@nn/net';
import { adam, sgd } from '@nn/optim';
import { expect, test } from 'vitest';
import { blas } from '../src/index.js';
import { describeBlas } from './support.js';

/** Points in a square, and whether they are inside a circle of half its area. */
function circle(count: number) {
  const x = random(7).uniform(count, 2, { min: -1, max: 1 });
  const t = Array.from({ length: count }, (_, i) => {
    const inside = x.at(i, 0) ** 2 + x.at(i, 1) ** 2 < 2 / Math.PI;
    return inside ? [1, 0] : [0, 1];
  });
  return { x, t };
}
const layers = [dense(24, tanh), dense(16, tanh), dense(2, softmax)];
const make = (backend: Network['backend']) => network({ inputs: 2, layers, seed: 3, backend });

describeBlas("a network with the system's BLAS", () => {
  // Also the smallest products by BLAS, so that all of them are tested.
  const backend = () => blas({ smallest: 1, required: true });

  test('learns', async () => {
    const { x, t } = circle(400);
    const model = make(backend());
    expect(evaluate(model, x, t, { loss: crossEntropy() }).accuracy).toBeLessThan(0.8);
    await fit(model, x, t, {
      loss: crossEntropy(),
      optimizer: adam({ learningRate: 0.01 }),
      batchSize: 32,
      epochs: 60,
    });
    expect(evaluate(model, x, t, { loss: crossEntropy() }).accuracy).toBeGreaterThan(0.95);
  });

  test('has the gradient of the reference in double precision', () => {
    const { x, t } = circle(50);
    // One step of rate 1 moves every parameter by its gradient.
    const moved = (model: Network) => {
      const before = model.memory.copy();
      const { value } = steps(model, x, t, {
        ...{ loss: crossEntropy(), optimizer: sgd({ learningRate: 1 }), batchSize: 'all' as const },
      }).next();
      expect(value).toBeDefined();
      return [...model.memory.copy()].map((after, k) => before[k]! - after);
    };
    const wanted = moved(make(reference({ dtype: 'f64' })));
    expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(0.01);
    moved(make(backend())).forEach((g, k) => {
      expect(Math.abs(g - wanted[k]!), `parameter ${k}`).toBeLessThan(1e-6);
    });
  });

  test('is saved as one of this backend, and runs on another', () => {
    const { x } = circle(20);
    const model = make(backend());
    const file = save(model);
    expect(new TextDecoder().decode(file)).toContain(String.raw`\"backend\":\"blas\"`);
    const there = load(file, { backend: wasm() }).model.predict(x);
    model.predict(x).data.forEach((y, k) => {
      expect(Math.abs(y - there.data[k]!)).toBeLessThan(1e-5);
    });
  });

  test('serves as the default backend too', () => {
    const [a, b] = [random(1).normal(40, 50), random(2).normal(50, 30)];
    const onWasm = matmul(a, b);
    setDefaultBackend(backend());
    try {
      matmul(a, b).data.forEach((y, k) => {
        expect(Math.abs(y - onWasm.data[k]!)).toBeLessThan(1e-4);
      });
    } finally {
      setDefaultBackend(wasm());
    }
  });
});
