import { checkMade, inferShapes, type Shape, ShapeError } from '@nn/formula';
import { forward, parameterName } from './forward.js';
import type { Layer } from './layers/layer.js';
import { checkShape, columnsOf, type SampleShape } from './layers/shape.js';
import { checkSizes } from './regularization/check-sizes.js';

/**
 * Throws TypeError where something is no layer, RangeError where a layer cannot take what comes to it, and ShapeError where what it computes, a penalty or
 * a constraint has another size than it must have, each naming the layer.
 */
export function checkLayers(inputs: SampleShape, layers: readonly Layer[]): void {
  layers.forEach((layer, i) => {
    checkMade(`network: layer ${i}`, layer, 'a layer such as dense(8, relu)', typeof layer?.forward === 'function');
  });
  const shapes: Record<string, Shape> = { x: ['batch', columnsOf(inputs)] };
  let shape = inputs;
  layers.forEach((layer, i) => {
    const name = `network: layer ${i} (${layer.kind})`;
    const taken = <T>(take: () => T): T => {
      try {
        return take();
      } catch (cause) {
        throw new RangeError(`${name}: ${(cause as Error).message}`, { cause });
      }
    };
    const learnt = taken(() => layer.parameters(shape));
    const own = taken(() => [...learnt, ...(layer.buffers?.(shape) ?? [])]);
    const names = new Set<string>();
    for (const { name: parameter, rows, cols } of own) {
      if (names.has(parameter))
        throw new TypeError(`${name}: two of its parameters are called '${parameter}'; expected names that differ`);
      names.add(parameter);
      shapes[parameterName(i, parameter)] = [rows, cols];
    }
    for (const spec of learnt) checkSizes(name, spec);
    shape = taken(() => {
      const outputs = layer.outputs(shape);
      checkShape('outputs', outputs);
      return outputs;
    });
  });
  const given = forward(inputs, layers, { training: true });
  let after = inputs;
  layers.forEach((layer, i) => {
    after = layer.outputs(after);
    const name = `network: layer ${i} (${layer.kind})`;
    const { output } = given[i]!;
    let size: Shape;
    try {
      size = inferShapes([output], shapes).get(output)!;
    } catch (cause) {
      throw new ShapeError(`${name}: ${(cause as Error).message}`, { cause });
    }
    if (size[0] !== 'batch' || size[1] !== columnsOf(after)) {
      const rows = size[0] === 'batch' ? 'n' : size[0];
      throw new ShapeError(`${name}: expected n x ${columnsOf(after)} to come out, got ${rows} x ${size[1]}`);
    }
  });
}
