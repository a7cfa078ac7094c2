import { meanSquaredError } from '@nn/loss';
import { type Backend, reference, type Step } from '@nn/matrix';
import { dense, fit, network, relu } from '@nn/net';
import { sgd } from '@nn/optim';

/** A backend that computes as another one does, and counts which steps it ran. */
function counting(inner: Backend, counts: Partial<Record<Step['kind'], number>>): Backend {
  return {
    name: `counting ${inner.name}`,
    dtype: inner.dtype,
    region: (length) => inner.region(length),
    program: (steps) => {
      const program = inner.program(steps);
      return {
        run: (batch) => {
          for (const { kind } of steps) counts[kind] = (counts[kind] ?? 0) + 1;
          program.run(batch);
        },
        free: () => program.free(),
      };
    },
  };
}

const counts: Partial<Record<Step['kind'], number>> = {};
const backend = counting(reference(), counts);
const model = network({ inputs: 2, layers: [dense(4, relu), dense(1)], seed: 1, backend });
const [x, t] = [
  [
    [0, 1],
    [1, 0],
  ],
  [[1], [0]],
];
await fit(model, x, t, { loss: meanSquaredError(), optimizer: sgd(), epochs: 10 });

console.log(model.backend.name); // → counting reference
console.log(counts.matmul! / 10); // → 5
