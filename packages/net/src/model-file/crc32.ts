/** The remainders of all bytes, by the polynomial of Ethernet and ZIP (0xEDB88320, its lowest bit first). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/**
 * The CRC-32 of bytes, going on from that of the bytes before: 32 bits in which every change of up to four bytes in a row shows, and one in 2^32 others does not.
 * ITU-T V.42; the same as zip's and zlib's.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before;
  for (let i = 0; i < bytes.length; i++) rest = TABLE[(rest ^ bytes[i]!) & 0xff]! ^ (rest >>> 8);
  return ~rest >>> 0;
}
