import { rootMeanSquare } from '../root-mean-square.js';
import type { LayerLook, Look } from './look.js';

/** How large the errors are that come back to the first and to the last layer that learns; undefined where too few do to tell. */
export function gradientSizes({
  layers,
}: Look): { first: number; last: number; place: LayerLook['place']; between: number } | undefined {
  const learning = layers.filter(({ parameters }) => parameters.length > 0);
  if (learning.length < 3) return undefined;
  const size = ({ delta }: LayerLook) => rootMeanSquare(delta.value.data);
  const [first, last] = [learning[0]!, learning.at(-1)!];
  return { first: size(first), last: size(last), place: first.place, between: learning.length };
}
