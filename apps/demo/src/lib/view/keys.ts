/** From where to where something can be moved. */
export interface Reach {
  readonly min: number;
  readonly max: number;
}

/** A number as a hand sets it: within reach, and round. */
export const tidy = (value: number, { min, max }: Reach, decimals = 2): number =>
  Number(Math.min(max, Math.max(min, value)).toFixed(decimals));

/** Where a key takes what is moved by keys, a tenth as far with shift; undefined for keys that move nothing. */
export function keyed(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  value: number,
  { step = 0.1, ...reach }: Reach & { readonly step?: number },
): number | undefined {
  const small = shiftKey ? step / 10 : step;
  const places: Readonly<Record<string, number>> = {
    ArrowUp: value + small,
    ArrowRight: value + small,
    ArrowDown: value - small,
    ArrowLeft: value - small,
    PageUp: value + 10 * step,
    PageDown: value - 10 * step,
    Home: reach.min,
    End: reach.max,
  };
  const place = places[key];
  return place === undefined ? undefined : tidy(place, reach, 3);
}
