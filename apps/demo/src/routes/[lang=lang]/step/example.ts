import { text } from '@nn/formula';
import { halfSquaredError } from '@nn/loss';
import { dense, network, replay, sigmoid, tanh, trace, traceFromJSON } from '@nn/net';
import { adam } from '@nn/optim';

const model = network({ inputs: 2, layers: [dense(3, tanh), dense(1, sigmoid)], seed: 1 });

// One whole step as data: every matrix, with the expression that computed it.
const step = trace(model, [[1, 0.5]], [[1]], { loss: halfSquaredError(), optimizer: adam(), learningRate: 0.1 });
const formulaOf = (name: string) => step.quantities.find((quantity) => quantity.name === name)?.formula;
const printed = (name: string) => `${name} = ${text(formulaOf(name)!)}`;

console.log(printed('z_0')); // → z_0 = x W_0 + b_0
console.log(printed('delta_0')); // → delta_0 = e_0 (1 - y_0²)
console.log(printed('dW_0')); // → dW_0 = xᵀ delta_0
console.log(printed("W_0'")); // → W_0' = W_0 - stepSize mW_0' / (√vW_0' rootScale + 1e-8)

// Any number of it, with the numbers that it comes from.
const { x, ...rest } = step.values;
const values = { x: x!, W_0: rest.W_0!, b_0: rest.b_0! };
console.log(text(formulaOf('z_0')!, { values, element: [0, 2], digits: 3 })); // → 1 × 0.0989 + 0.5 × (-0.146) + 0 = 0.0258

// It can be kept, and computed again: the same bits, without the network.
const again = replay(traceFromJSON(JSON.parse(JSON.stringify(step))));
console.log(String(again.values["W_0'"]!.data) === String(step.values["W_0'"]!.data)); // → true
