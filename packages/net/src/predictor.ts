import { type Buffer, compile, executable, type Matrix, zeros } from '@nn/matrix';
import { forward } from './forward.js';
import type { Network } from './network.js';

/** How many rows are computed at once; more are taken in turns. */
const ROWS = 256;

/** What of a network is wanted: its outputs, or the sums that its last activation is applied to. */
type Wanted = 'output' | 'logits';
type Compiled = Pick<Network, 'inputs' | 'outputs' | 'inputShape' | 'layers' | 'backend' | 'memory'>;

/** Compiles the network for use: gives one matrix for each that is wanted. Rows are computed in groups, so any number of them fits. */
export function predictors(model: Compiled, wanted: readonly Wanted[]): (x: Matrix) => Matrix[] {
  const { inputs, outputs, inputShape, layers, backend, memory } = model;
  const last = forward(inputShape, layers, { training: false }).at(-1)!;
  const region = backend.region(ROWS * (inputs + wanted.length * outputs));
  const x: Buffer = { region, offset: 0, rows: 'batch', cols: inputs };
  const places = wanted.map((what, i) => ({
    value: what === 'output' ? last.output : last.sum,
    into: { region, offset: ROWS * (inputs + i * outputs), rows: 'batch', cols: outputs } satisfies Buffer,
  }));
  const plan = compile({ backend, inputs: { ...memory.places, x }, outputs: places, batch: ROWS });
  const program = executable(backend, [plan]);
  return (samples) => {
    const results = wanted.map(() => zeros(samples.rows, outputs, { dtype: backend.dtype }));
    for (let from = 0; from < samples.rows; from += ROWS) {
      const count = Math.min(ROWS, samples.rows - from);
      region.view(x.offset, count * inputs).set(samples.data.subarray(from * inputs, (from + count) * inputs));
      program.run(count);
      results.forEach(({ data }, i) => {
        data.set(region.view(places[i]!.into.offset, count * outputs), from * outputs);
      });
    }
    return results;
  };
}

/** Compiles the network for one thing that is wanted of it. */
export function predictor(model: Compiled, what: Wanted): (x: Matrix) => Matrix {
  const predict = predictors(model, [what]);
  return (x) => predict(x)[0]!;
}
