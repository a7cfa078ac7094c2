/** A message of Protocol Buffers, or a piece of one: the bytes of its fields. */
export type Message = Uint8Array;

/** Pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((n, { length }) => n + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** A whole number, seven bits a byte, the lowest first; one below 0 as 64 bits in two's complement. */
function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

const [VARINT, BYTES] = [0, 2];
const head = (field: number, type: number) => varint((field << 3) | type);

/** A field that holds a whole number. */
export const integer = (field: number, value: number): Message =>
  Uint8Array.from([...head(field, VARINT), ...varint(value)]);

/** A field that holds bytes, or a message. */
export const bytes = (field: number, value: Uint8Array): Message =>
  joined([Uint8Array.from([...head(field, BYTES), ...varint(value.length)]), value]);

/** A field that holds a text. */
export const text = (field: number, value: string): Message => bytes(field, new TextEncoder().encode(value));

/** A field that holds a message of these fields. */
export const message = (field: number, fields: readonly Message[]): Message => bytes(field, joined(fields));
