import { div, maximum, mean, mul, sqrt, square, sub, sum } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/** Squared lengths below this are taken as this: PyTorch's eps of 1e-8. */
const LEAST = 1e-16;

/**
 * One minus the cosine between output and target: 1 - cos(y, t) for each sample, the mean over the samples. It is 0 where they point the same way, 2
 * where they are opposed, whatever their lengths. Of a vector of zeros the cosine is 0. With PyTorch 1 - cosine_similarity; Keras gives -cos.
 */
export const cosineSimilarity = (): Loss =>
  loss('cosineSimilarity', (y, t) => {
    const squared = (x: typeof y) => maximum(sum(square(x), 'eachRow'), LEAST);
    return mean(sub(1, div(sum(mul(y, t), 'eachRow'), mul(sqrt(squared(y)), sqrt(squared(t))))));
  });
