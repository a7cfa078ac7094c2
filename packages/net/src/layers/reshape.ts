import type { Literal, ToFlow } from './flow.js';
import type { Layer } from './layer.js';
import { checkShape, columnsOf, type SampleShape, showShape } from './shape.js';

/**
 * The numbers of a sample taken as another shape, in the same order: `reshape([7, 7, 4])` makes images of 196 numbers.
 * Throws RangeError where a sample has another count of numbers.
 */
export function reshape<const Shape extends SampleShape>(shape: Shape): Layer<ToFlow<Literal<Shape>>> {
  checkShape('reshape: shape', shape);
  return {
    kind: 'reshape',
    config: { shape },
    outputs: (inputs) => {
      if (columnsOf(inputs) === columnsOf(shape)) return shape;
      throw new RangeError(
        `reshape: ${showShape(inputs)} are ${columnsOf(inputs)} numbers, ${showShape(shape)} are ${columnsOf(shape)}; expected as many`,
      );
    },
    parameters: () => [],
    forward: (x) => x,
  };
}
