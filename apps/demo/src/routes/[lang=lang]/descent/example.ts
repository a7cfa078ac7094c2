import { formula, mul, square } from '@nn/formula';
import { minimize } from '@nn/optim';

// A loss of one weight, and where its descent leads.
const loss = formula(['w'], (w) => mul(0.5, square(w)));
const { path, verdict } = minimize(loss, 3.4, { learningRate: 0.6, steps: 20 });

console.log(path[0]?.gradient); // → 3.4
console.log(path[1]?.w.toFixed(2)); // → 1.36
console.log(path.length); // → 21
console.log(verdict.kind); // → converged

// A step that is too long lands on the other side, higher than before.
const far = minimize(loss, 3.4, { learningRate: 2.05, steps: 12 });
console.log(far.verdict.kind); // → diverged
