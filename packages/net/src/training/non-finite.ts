import { type Buffer, compile, executable, type Matrix } from '@nn/matrix';
import { firstNonFinite } from '../first-non-finite.js';
import { forward } from '../forward.js';
import { columnsOf } from '../layers/shape.js';
import { walk } from '../layers/walk.js';
import type { Network } from '../network.js';
import { copyRows, type RowSource } from '../row-source.js';
import type { Rule } from '../rules/rule.js';

/** The loss or the weights became NaN or infinite: when, where, and at which learning rate. */
export class NonFiniteError extends Error {
  override name = 'NonFiniteError';
  readonly step: number;
  readonly epoch: number;

  constructor(at: { what: string; step: number; epoch: number; place: string; learningRate: number; rule: Rule }) {
    const { what, step, epoch, place, learningRate, rule } = at;
    const smaller = Math.min(0.01, Number((learningRate / 10).toPrecision(1)));
    const ofRule = rule.undefinedWhere
      ? `the rule '${rule.name}': ${rule.undefinedWhere}; begin with weights of one sign, such as init: uniform({ min: 0.1, max: 0.5 }). Or it is `
      : '';
    super(
      `fit: ${what} at step ${step} (epoch ${epoch}): ${place}. The likely cause is ${ofRule}too large a learning ` +
        `rate (${learningRate}); try ${smaller}, or inputs that are not scaled.`,
    );
    this.step = step;
    this.epoch = epoch;
  }
}

const layerName = ({ layers }: Network, i: number): string => {
  const { kind, activation } = layers[i]!;
  return `layer ${i} (${kind}${activation ? `, ${activation.name}` : ''})`;
};

/** The first parameter that is not finite, in words, if there is one. */
export function lostWeights(model: Network): string | undefined {
  const { list, buffers, region } = model.memory;
  const at = firstNonFinite(region.view());
  if (at < 0) return undefined;
  const lost = [...list, ...buffers].findLast((p) => p.offset <= at)!;
  const layer = Number(lost.name.split('.')[1]);
  return `${lost.name} of ${layerName(model, layer)} is not finite any more`;
}

/** The first layer whose numbers are no longer finite for these samples, in words. */
export function whereNonFinite(model: Network, samples: Matrix | RowSource, rows: Int32Array, linked: boolean): string {
  const { inputs, inputShape, layers, backend, memory } = model;
  const lost = lostWeights(model);
  if (lost) return lost;

  const place = (cols: number): Buffer => ({
    region: backend.region(rows.length * cols),
    offset: 0,
    rows: 'batch',
    cols,
  });
  const x = place(inputs);
  const placed = walk(inputShape, layers);
  const expressions = forward(inputShape, layers, { training: false });
  const outputs = expressions.map(({ output, sum }, i) => {
    // A loss that is computed from logits never sees the last activation.
    return { value: linked && i === layers.length - 1 ? sum : output, into: place(columnsOf(placed[i]!.outputs)) };
  });
  const program = executable(backend, [
    compile({ backend, inputs: { ...memory.places, x }, outputs, batch: rows.length }),
  ]);
  copyRows(samples, rows, x.region.view(), 0);
  program.run(rows.length);
  const layer = outputs.findIndex(({ into }) => firstNonFinite(into.region.view()) >= 0);
  return layer < 0
    ? `every layer is finite, the loss itself is not`
    : `the first values that are not finite come from ${layerName(model, layer)}`;
}
