import { type SampleShape, sameShape } from './shape.js';

/** A function of a sample's shape that remembers its last answer: a layer is asked for one shape again and again. */
export function lastCall<T>(compute: (inputs: SampleShape) => T): (inputs: SampleShape) => T {
  let last: { inputs: SampleShape; value: T } | undefined;
  return (inputs) => {
    if (!last || !sameShape(last.inputs, inputs)) last = { inputs, value: compute(inputs) };
    return last.value;
  };
}
