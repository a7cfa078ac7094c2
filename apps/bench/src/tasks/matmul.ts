import type { Task } from './task.js';

/** The product of two square matrices, from arrays into an array. */
export const matmuls = [64, 128, 256, 512, 1024].map(
  (n): Task => ({
    id: `matmul-${n}`,
    choice: 'matmul',
    title: `Product of ${n} x ${n} matrices`,
    measure: { unit: 'GFLOP/s', show: 'rate', work: 2 * n ** 3, scale: 1e-9 },
    job: (inputs) => ({ kind: 'matmul', n, a: inputs.square(n, 'a'), b: inputs.square(n, 'b') }),
  }),
);
