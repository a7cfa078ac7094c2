import { text } from '@nn/formula';
import { guessWeights } from '@nn/net';

// Two inputs, and two weights that are a guess. The output should be 10.
const { rounds, after } = guessWeights({ inputs: [1, 2], weights: [2, 3], target: 10, learningRate: 0.5, rounds: 8 });
const first = rounds[0]!;

console.log(first.prediction); // → 8
console.log(first.error); // → 2
// The error is shared in proportion to the weights: 2 of 5, and 3 of 5.
console.log(first.shares); // → [0.4,0.6]
console.log(first.next); // → [2.4,3.3]
console.log(rounds.map(({ error }) => error.toFixed(2)).join(' ')); // → 2.00 1.00 0.50 0.25 0.13 0.06 0.03 0.02
console.log(after.prediction.toFixed(3)); // → 9.992

// Every number says how it was computed.
const { formula, values } = first.work.shares[0]!;
console.log(text(formula, { values })); // → 2 / (2 + 3) = 0.4
