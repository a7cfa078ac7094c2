import { add, checkOption, type Expr, gather, table } from '@nn/formula';
import type { Activation } from '../activations/activation.js';
import { checkActivation } from './check-activation.js';
import type { Layer } from './layer.js';
import { alongPath, checkPath, pathsHave } from './paths.js';
import { channelsOf, columnsOf, type SampleShape, showShape, withChannels } from './shape.js';
import { outputsOf } from './walk.js';

/** Which column of a path's outputs stands in each column of all paths together; -1 where it is another path's. */
function places(channels: readonly number[], path: number, positions: number): Expr {
  const before = channels.slice(0, path).reduce((a, b) => a + b, 0);
  const total = channels.reduce((a, b) => a + b, 0);
  const own = channels[path]!;
  const column = (k: number) => {
    const channel = (k % total) - before;
    return channel >= 0 && channel < own ? Math.floor(k / total) * own + channel : -1;
  };
  return table(
    1,
    positions * total,
    Array.from({ length: positions * total }, (_, k) => column(k)),
  );
}

/**
 * Several paths of layers from the same input, their outputs side by side. First come the channels (or units) of the first path, then those of the
 * second. A path of no layers hands its input on. Szegedy et al.: Going Deeper with Convolutions (2015), section 4. Throws RangeError where the paths
 * differ in more than their last size.
 */
export function parallel(paths: readonly (readonly Layer[])[], activation?: Activation): Layer {
  checkOption(
    'parallel: paths',
    paths,
    'a list of one path or more, such as [[dense(8, relu)], []]',
    Array.isArray(paths) && paths.length > 0,
    'list',
  );
  if (activation !== undefined) checkActivation('parallel', activation);
  paths.forEach((path, p) => {
    checkPath(`parallel: paths[${p}]`, path);
  });
  const shapes = (inputs: SampleShape) => paths.map((path) => outputsOf(inputs, path));
  return {
    kind: 'parallel',
    ...(activation && { activation }),
    config: {},
    outputs: (inputs) => {
      const found = shapes(inputs);
      const differing = found.findIndex(
        (shape) => showShape(withChannels(shape, 0)) !== showShape(withChannels(found[0]!, 0)),
      );
      if (differing >= 0) {
        throw new RangeError(
          `parallel: path 0 gives ${showShape(found[0]!)} and path ${differing} gives ${showShape(found[differing]!)}; expected the same sizes but for the last`,
        );
      }
      return withChannels(
        found[0]!,
        found.map(channelsOf).reduce((a, b) => a + b),
      );
    },
    ...pathsHave(paths),
    forward: (x, parameters, context) => {
      const found = shapes(context.inputs);
      const channels = found.map(channelsOf);
      const positions = columnsOf(found[0]!) / channels[0]!;
      return paths
        .map((path, p) => gather(alongPath(path, p, x, parameters, context), places(channels, p, positions), 'columns'))
        .reduce(add);
    },
  };
}
