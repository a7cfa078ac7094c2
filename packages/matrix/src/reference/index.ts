import { checkGiven, checkOption, f32, f64 } from '@nn/formula';
import type { Backend } from '../backend.js';
import type { DType } from '../matrix.js';
import { runStep } from './steps.js';

/**
 * The plain TypeScript backend, as simple as it can be read. It is the oracle of every kernel, the engine of gradient checks and lessons, and what
 * serves where WebAssembly SIMD is missing. In f32 it gives the bits of the WebAssembly backend.
 */
export function reference(options: { dtype?: DType } = {}): Backend {
  const { dtype = 'f32' } = checkGiven('reference', options, "{ dtype: 'f64' }");
  checkOption('reference: dtype', dtype, "'f32' or 'f64'", dtype === 'f32' || dtype === 'f64', 'none');
  const lanes = dtype === 'f64' ? f64 : f32;
  return {
    name: 'reference',
    dtype,
    region: (length) => {
      const data = dtype === 'f64' ? new Float64Array(length) : new Float32Array(length);
      return {
        length,
        view: (offset = 0, count = length - offset) => {
          if (offset < 0 || count < 0 || offset + count > length) {
            throw new RangeError(`view: ${count} elements from ${offset} are not all in a region of ${length}`);
          }
          return data.subarray(offset, offset + count);
        },
        // The heap's own collector does it.
        free: () => {},
      };
    },
    program: (steps) => ({
      run: (batch) => {
        for (const step of steps) runStep(lanes, step, batch);
      },
      free: () => {},
    }),
  };
}
