/** So many steps of one length. */
export type Steps = readonly [count: number, step: number];

/**
 * A list that counts as nested loops do, as its beginning and the steps of each loop, the outermost first: the places that windows without padding read are such. Undefined where it
 * does not.
 */
export function gridOf(
  values: readonly number[],
): { readonly from: number; readonly loops: readonly Steps[] } | undefined {
  const loops: Steps[] = [];
  let starts = values;
  while (starts.length > 1) {
    const step = starts[1]! - starts[0]!;
    let count = 2;
    while (count < starts.length && starts[count]! - starts[count - 1]! === step) count++;
    const length = count;
    if (starts.length % length !== 0) return undefined;
    const fits = (v: number, k: number) => v === starts[k - (k % length)]! + (k % length) * step;
    if (!starts.every(fits)) return undefined;
    loops.unshift([length, step]);
    starts = starts.filter((_, k) => k % length === 0);
  }
  return values.length === 0 ? undefined : { from: starts[0]!, loops };
}
