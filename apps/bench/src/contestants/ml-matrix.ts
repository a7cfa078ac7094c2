// ml-matrix: products of matrices, in double precision (it has no other).
import type { Open } from './contestant.js';
import { fingerprint } from './judge.js';
import { readFloats } from './numbers.js';
import { peer } from './peers.js';

export const open: Open = () => {
  const { Matrix } = peer('ml-matrix');
  return {
    matmul: ({ n, a, b }) => {
      const [left, right] = [a, b].map((path) => Matrix.from1DArray(n, n, readFloats(path)));
      const run = () => left.mmul(right);
      return { run, outcome: () => fingerprint(run().to1DArray()) };
    },
  };
};
