import type { Backend } from '@nn/matrix';
import { type ProgramOptions, program } from './program.js';

/** A backend over the memory of another: that one's regions, its programs but for the large products. */
export const blasBackend = (options: ProgramOptions): Backend => ({
  name: 'blas',
  dtype: options.rest.dtype,
  region: (length) => options.rest.region(length),
  program: (steps) => program(steps, options),
});
