export { binaryCrossEntropy } from './binary-cross-entropy.js';
export { crossEntropy } from './cross-entropy.js';
export { halfSquaredError } from './half-squared-error.js';
export { type Link, type Loss, loss, type Weights } from './loss.js';
export { meanError } from './mean-error.js';
export { meanSquaredError } from './mean-squared-error.js';
export { rootMeanSquaredError } from './root-mean-squared-error.js';
export { sumSquaredError } from './sum-squared-error.js';
export { weighted } from './weighted.js';
