/** Bytes of WebAssembly: instructions, or anything that is made of them; pieces stand in it as they are, so that none is copied again and again. */
export type Code = readonly (number | Code)[];

/** All bytes of a code, one after the other. */
export function flatten(code: Code, bytes: number[] = []): readonly number[] {
  for (const part of code) {
    if (typeof part === 'number') bytes.push(part);
    else flatten(part, bytes);
  }
  return bytes;
}

/** Numbers of one byte, which most are. */
const single: readonly Code[] = /* @__PURE__ */ Array.from({ length: 0x80 }, (_, byte) => [byte]);

/** An unsigned number, seven bits a byte, the lowest first (LEB128). */
export function unsigned(value: number): Code {
  if (value >= 0 && value < 0x80) return single[value]!;
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** A signed number of 32 bits (LEB128). */
export function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** A list: its length, then its items. */
export const list = (items: readonly Code[]): Code => [unsigned(items.length), items];

/** A name: its length in bytes, then its letters (ASCII only here). */
export const name = (text: string): Code => list([...text].map((letter) => [letter.charCodeAt(0)]));

/** The bytes of numbers as they lie in memory. */
export const bytesOf = (numbers: ArrayBufferView): Code => [
  ...new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
];
