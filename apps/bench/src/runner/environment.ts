/** The environment of a contestant: libraries of Python take their number of threads from it. */
export const environment = (threads: number) => ({
  ...process.env,
  OMP_NUM_THREADS: String(threads),
  OPENBLAS_NUM_THREADS: String(threads),
});
