import type { Expr } from '@nn/formula';
import { shown } from '@nn/formula';
import { applyActivation } from '../activations/activation.js';
import type { BufferSpec, ForwardContext, Layer } from './layer.js';
import type { SampleShape } from './shape.js';
import { walk } from './walk.js';

/** The name of a parameter of a layer in a path, within the layer that the path belongs to: `0.1.weight`. */
const within = (path: number, i: number, name: string) => `${path}.${i}.${name}`;

type Specs<Spec extends BufferSpec> = (layer: Layer, inputs: SampleShape) => readonly Spec[];

function specsOf<Spec extends BufferSpec>(
  paths: readonly (readonly Layer[])[],
  inputs: SampleShape,
  specs: Specs<Spec>,
): Spec[] {
  return paths.flatMap((path, p) =>
    walk(inputs, path).flatMap(({ layer, inputs: own }, i) =>
      specs(layer, own).map((spec) => ({ ...spec, name: within(p, i, spec.name) })),
    ),
  );
}

/** What a layer that is made of paths has of its own: all that theirs have. */
export const pathsHave = (
  paths: readonly (readonly Layer[])[],
): Pick<Required<Layer>, 'parameters' | 'buffers' | 'paths'> => ({
  paths,
  parameters: (inputs) => specsOf(paths, inputs, (layer, own) => layer.parameters(own)),
  buffers: (inputs) => specsOf(paths, inputs, (layer, own) => layer.buffers?.(own) ?? []),
});

/** What one path computes of x. */
export function alongPath(
  path: readonly Layer[],
  p: number,
  x: Expr,
  parameters: Readonly<Record<string, Expr>>,
  context: ForwardContext,
): Expr {
  return walk(context.inputs, path).reduce((y, { layer, inputs }, i) => {
    const prefix = within(p, i, '');
    const own = Object.entries(parameters).filter(([name]) => name.startsWith(prefix));
    const named = Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
    const keep: ForwardContext['keep'] = (buffer, value) => context.keep(within(p, i, buffer), value);
    const sum = layer.forward(y, named, { ...context, inputs, keep });
    return layer.activation ? applyActivation(layer.activation, sum) : sum;
  }, x);
}

/** Throws TypeError where what should be layers is none. */
export function checkPath(what: string, path: readonly Layer[]): void {
  const wrong = Array.isArray(path) ? path.findIndex((layer) => typeof layer?.forward !== 'function') : -1;
  if (Array.isArray(path) && wrong < 0) return;
  const got = wrong < 0 ? shown(path) : `${shown(path[wrong])} at ${wrong}`;
  throw new TypeError(`${what}: expected a list of layers such as [dense(8, relu)], got ${got}`);
}
