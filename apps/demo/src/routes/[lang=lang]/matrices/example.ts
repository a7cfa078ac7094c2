import { formula, matmul, text } from '@nn/formula';
import { sendBack, sigmoid } from '@nn/net';

// Forward: the numbers of three units times the weights to two outputs.
const x = [[1, 2, 3]];
const W = [
  [2, 1],
  [3, 4],
  [0, 5],
];
const layer = formula(['x', 'W'], (x, W) => matmul(x, W));
console.log(text(layer, { values: { x, W }, element: [0, 1] })); // → 1 × 1 + 2 × 4 + 3 × 5 = 24

// Back: the errors of the outputs, sent to the units by each rule.
const { proportional, transposed } = sendBack(W, [[10, 5]]);
console.log(text(proportional.formula)); // → e (W / (Σ_i W))ᵀ
console.log(proportional.error.toArray()); // → [[4.5,8,2.5]]
console.log(text(transposed.formula)); // → e Wᵀ
console.log(transposed.error.toArray()); // → [[25,50,25]]
console.log(transposed.rows.backward.toArray()); // → [[2,3,0],[1,4,5]]

// The gradient multiplies by the slope of the activation first: at a sum of 0 that of the sigmoid is 0.25.
const { gradient } = sendBack(W, [[10, 5]], { activation: sigmoid, sums: [[0, 0]] });
console.log(gradient.error.toArray()); // → [[6.25,12.5,6.25]]
