import type { Expr } from '@nn/formula';

/** A value that needs memory from the step that leaves it to the last step that reads it. */
export interface Lifetime {
  readonly node: Expr;
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** Vector loads like aligned places: 16 floats are 64 bytes, a cache line. */
const ALIGN = 16;
const aligned = (n: number) => Math.ceil(n / ALIGN) * ALIGN;

/**
 * Places for values, reusing what is free: the first gap that fits, in the order in which the values come to be.
 * A value that dies in a step keeps its place until that step is over, except where `inPlace` allows the heir to take it.
 */
export function placeValues(
  lifetimes: readonly Lifetime[],
  inPlace: (dying: Lifetime, born: Lifetime) => boolean,
): { offsets: Map<Expr, number>; length: number } {
  const offsets = new Map<Expr, number>();
  let live: { lifetime: Lifetime; offset: number }[] = [];
  let length = 0;
  for (const born of [...lifetimes].sort((a, b) => a.from - b.from)) {
    live = live.filter(({ lifetime }) => lifetime.to >= born.from);
    const heirOf = live.find(({ lifetime }) => lifetime.to === born.from && inPlace(lifetime, born));
    let offset = 0;
    if (heirOf) {
      offset = heirOf.offset;
      live.splice(live.indexOf(heirOf), 1);
    } else {
      for (const { lifetime, offset: start } of [...live].sort((a, b) => a.offset - b.offset)) {
        if (offset + born.length <= start) break;
        offset = Math.max(offset, aligned(start + lifetime.length));
      }
    }
    offsets.set(born.node, offset);
    live.push({ lifetime: born, offset });
    length = Math.max(length, offset + aligned(born.length));
  }
  return { offsets, length };
}
