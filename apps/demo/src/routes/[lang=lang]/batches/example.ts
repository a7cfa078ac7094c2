import { add, div, formula, mean, mul, square, sub } from '@nn/formula';
import { compareDescents, whereDescentsEnd } from '@nn/optim';

// A line through four points, and half its mean squared error.
const loss = formula(['w', 'b', 'x', 't'], (w, b, x, t) => mean(div(square(sub(add(mul(w, x), b), t)), 2)));
const samples = { x: [[0], [1], [2], [3]], t: [[1], [2], [3], [4]] };

// Twenty epochs of each from the same start: all samples for a step, one, or two.
const descents = compareDescents(
  loss,
  { w: -1, b: 3 },
  { samples, learningRate: 0.1, epochs: 20, miniBatch: 2, seed: 1 },
);

console.log(descents.batch.updates.length); // → 20
console.log(descents.stochastic.updates.length); // → 80
console.log(descents.miniBatch.updates.length); // → 40
console.log(descents.batch.loss > descents.stochastic.loss); // → true

// From the ridge above a saddle: noise leaves it, the exact slope does not.
const { ridge } = whereDescentsEnd({ seeds: 50 });
console.log(ridge.batch.saddle, ridge.stochastic.saddle); // → 50 0
