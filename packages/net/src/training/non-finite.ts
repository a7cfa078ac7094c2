import { type Buffer, compile, executable, type Matrix } from '@nn/matrix';
import { forward } from '../forward.js';
import type { Network } from '../network.js';

/** The loss became NaN or infinite: when, where, and at which learning rate. The parameters were not moved by that step. */
export class NonFiniteError extends Error {
  override name = 'NonFiniteError';
  readonly step: number;
  readonly epoch: number;

  constructor(at: { loss: number; step: number; epoch: number; place: string; learningRate: number }) {
    const { loss, step, epoch, place, learningRate } = at;
    super(
      `fit: the loss became ${loss} at step ${step} (epoch ${epoch}): ${place}. The likely cause is too large a learning ` +
        `rate (${learningRate}); try ${Math.min(0.01, Number((learningRate / 10).toPrecision(1)))}, or inputs that are not scaled.`,
    );
    this.step = step;
    this.epoch = epoch;
  }
}

/** The first layer whose numbers are no longer finite for these samples, in words. */
export function whereNonFinite(model: Network, samples: Matrix, rows: Int32Array, linked: boolean): string {
  const { inputs, layers, backend, memory } = model;
  const name = (i: number) => {
    const { kind, activation } = layers[i]!;
    return `layer ${i} (${kind}${activation ? `, ${activation.name}` : ''})`;
  };
  const lost = memory.list.find((p) => p.get().data.some((v) => !Number.isFinite(v)));
  if (lost) {
    const layer = Number(lost.name.split('.')[1]);
    return `${lost.name} of ${name(layer)} is not finite since an earlier update`;
  }

  const place = (cols: number): Buffer => ({
    region: backend.region(rows.length * cols),
    offset: 0,
    rows: 'batch',
    cols,
  });
  const x = place(inputs);
  let width = inputs;
  const expressions = forward(inputs, layers, { training: false });
  const outputs = expressions.map(({ output, sum }, i) => {
    width = layers[i]!.outputs(width);
    // A loss that is computed from logits never sees the last activation.
    return { value: linked && i === layers.length - 1 ? sum : output, into: place(width) };
  });
  const program = executable(backend, [
    compile({ backend, inputs: { ...memory.buffers, x }, outputs, batch: rows.length }),
  ]);
  rows.forEach((row, i) => {
    x.region.view(i * inputs, inputs).set(samples.data.subarray(row * inputs, (row + 1) * inputs));
  });
  program.run(rows.length);
  const layer = outputs.findIndex(({ into }) => into.region.view().some((v) => !Number.isFinite(v)));
  return layer < 0
    ? `every layer is finite, the loss itself is not`
    : `the first values that are not finite come from ${name(layer)}`;
}
