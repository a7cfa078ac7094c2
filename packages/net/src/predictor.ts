import { type Buffer, compile, executable, type Matrix, zeros } from '@nn/matrix';
import { forward } from './forward.js';
import type { Network } from './network.js';

/** How many rows are computed at once; more are taken in turns. */
const ROWS = 256;

/**
 * Compiles the network for use: gives its outputs, or the sums that its last activation is applied to (`logits`). Rows are
 * computed in groups, so any number of them fits.
 */
export function predictor(
  model: Pick<Network, 'inputs' | 'outputs' | 'inputShape' | 'layers' | 'backend' | 'memory'>,
  what: 'output' | 'logits',
): (x: Matrix) => Matrix {
  const { inputs, outputs, inputShape, layers, backend, memory } = model;
  const last = forward(inputShape, layers, { training: false }).at(-1)!;
  const region = backend.region(ROWS * (inputs + outputs));
  const x: Buffer = { region, offset: 0, rows: 'batch', cols: inputs };
  const y: Buffer = { region, offset: ROWS * inputs, rows: 'batch', cols: outputs };
  const plan = compile({
    backend,
    inputs: { ...memory.places, x },
    outputs: [{ value: what === 'output' ? last.output : last.sum, into: y }],
    batch: ROWS,
  });
  const program = executable(backend, [plan]);
  return (samples) => {
    const result = zeros(samples.rows, outputs, { dtype: backend.dtype });
    for (let from = 0; from < samples.rows; from += ROWS) {
      const count = Math.min(ROWS, samples.rows - from);
      region.view(x.offset, count * inputs).set(samples.data.subarray(from * inputs, (from + count) * inputs));
      program.run(count);
      result.data.set(region.view(y.offset, count * outputs), from * outputs);
    }
    return result;
  };
}
