import { derivative, text } from '@nn/formula';
import { binaryCrossEntropy, crossEntropy, meanError, meanSquaredError, rootMeanSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';

// Four predictions, every one of them wrong.
const output = matrix([[6], [3], [7], [7]]);
const target = matrix([[4], [5], [6], [8]]);

console.log(meanError().value(output, target)); // → 0
console.log(meanSquaredError().value(output, target)); // → 2.5
console.log(rootMeanSquaredError().value(output, target).toFixed(3)); // → 1.581
console.log(meanSquaredError().gradient(output, target).toArray()); // → [[1],[-1],[0.5],[-0.5]]
console.log(text(meanSquaredError().formula)); // → (1/n) Σ (y - t)²

// The surprise of a class that had a probability of 0.08: -log 0.08.
const probabilities = matrix([[0.08, 0.46, 0.46]]);
console.log(crossEntropy().value(probabilities, Int32Array.of(0)).toFixed(4)); // → 2.5257

// Before the sigmoid its slope is the error, however flat the sigmoid is.
const link = binaryCrossEntropy().link!;
console.log(text(derivative(link.formula, 'y'))); // → σ(y) / n - t/n
