/** 32-bit words: what the random generator is written in, for numbers and for WebAssembly alike. */
export interface Words<T> {
  constant(value: number): T;
  add(a: T, b: T): T;
  xor(a: T, b: T): T;
  rotateLeft(a: T, bits: number): T;
}

/** Words as JavaScript numbers. */
export const words: Words<number> = {
  constant: (v) => v | 0,
  add: (a, b) => (a + b) | 0,
  xor: (a, b) => a ^ b,
  rotateLeft: (a, n) => (a << n) | (a >>> (32 - n)),
};

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];
const PARITY = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds: two words from a key and a counter of two words, with no state.
 * Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3 (2011).
 */
export function threefry<T>(o: Words<T>, key: readonly [T, T], counter: readonly [T, T]): [T, T] {
  // Written for V8: no array is made or taken apart within a round.
  const keys: readonly T[] = [key[0], key[1], o.xor(o.xor(key[0], key[1]), o.constant(PARITY))];
  let x = o.add(counter[0], keys[0]!);
  let y = o.add(counter[1], keys[1]!);
  for (let turn = 1, first = 0; turn <= 5; turn++, first = 4 - first) {
    for (let round = first; round < first + 4; round++) {
      x = o.add(x, y);
      y = o.xor(o.rotateLeft(y, ROTATIONS[round]!), x);
    }
    x = o.add(x, keys[turn % 3]!);
    y = o.add(o.add(y, keys[(turn + 1) % 3]!), o.constant(turn));
  }
  return [x, y];
}

/** A place in the random numbers: which seed, and which step of the run. */
export interface RandomPosition {
  readonly seed: number;
  readonly step: number;
}

/** The key of one stream at one step: every element of `uniform` is a function of this key and its own index. */
export function streamKey({ seed, step }: RandomPosition, stream: number): [number, number] {
  const high = Math.floor(seed / 2 ** 32);
  return threefry(words, [seed | 0, high | 0], [stream | 0, step | 0]);
}

/** Element `index` of the stream with this key: uniform in [0, 1), a multiple of 2^-24, so exact in f32. */
export function uniformAt(key: readonly [number, number], index: number): number {
  return (threefry(words, key, [index | 0, 0])[0] >>> 8) * 2 ** -24;
}
