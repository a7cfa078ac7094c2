import { inferShapes, type Shape, ShapeError } from '@nn/formula';
import { forward, parameterName } from './forward.js';
import type { Layer } from './layers/layer.js';

/** Throws TypeError where something is no layer, and ShapeError, naming the layer, where what it computes has another size than it says. */
export function checkLayers(inputs: number, layers: readonly Layer[]): void {
  layers.forEach((layer, i) => {
    if (typeof layer?.forward !== 'function') {
      throw new TypeError(`network: layer ${i}: expected a layer such as dense(8, relu), got ${typeof layer}`);
    }
  });
  const shapes: Record<string, Shape> = { x: ['batch', inputs] };
  let width = inputs;
  layers.forEach((layer, i) => {
    for (const { name, rows, cols } of layer.parameters(width)) shapes[parameterName(i, name)] = [rows, cols];
    width = layer.outputs(width);
  });
  forward(inputs, layers, { training: true }).reduce((before, { output }, i) => {
    const after = layers[i]!.outputs(before);
    const name = `network: layer ${i} (${layers[i]!.kind})`;
    let size: Shape;
    try {
      size = inferShapes([output], shapes).get(output)!;
    } catch (cause) {
      throw new ShapeError(`${name}: ${(cause as Error).message}`, { cause });
    }
    if (size[0] !== 'batch' || size[1] !== after) {
      throw new ShapeError(
        `${name}: expected n x ${after} to come out, got ${size[0] === 'batch' ? 'n' : size[0]} x ${size[1]}`,
      );
    }
    return after;
  }, inputs);
}
