import type { FlatFlow } from './flow.js';
import type { Layer } from './layer.js';
import { columnsOf } from './shape.js';

/** The numbers of a sample as a plain row, the last size running fastest. `dense` takes any shape, so it is seldom needed. */
export const flatten = (): Layer<FlatFlow> => ({
  kind: 'flatten',
  config: {},
  outputs: columnsOf,
  parameters: () => [],
  forward: (x) => x,
});
