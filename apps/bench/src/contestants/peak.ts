// Not a library: what one thread of this machine reaches in WebAssembly SIMD when it does nothing but multiply and add four numbers at a
// time. No product of matrices can be faster without a fused multiply-add.
import type { Open } from './contestant.js';

/** As many as the registers hold: enough to hide how long one multiplication and one addition take. */
const CHAINS = 13;
export const TURN_FLOPS = CHAINS * 4 * 2;

const leb = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
const section = (id: number, bytes: readonly number[]) => [id, ...leb(bytes.length), ...bytes];
const f32x4 = (bytes: readonly number[]) => [0xfd, 0x0c, ...bytes, ...bytes, ...bytes, ...bytes];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const [MUL, ADD, EXTRACT] = [
  [0xfd, 0xe6, 0x01],
  [0xfd, 0xe4, 0x01],
  [0xfd, 0x1f, 0],
];

/** The bytes of a module: `turn(turns)` computes chain = chain * 0.5 + 1 so often in each of the chains, which do not wait for each other. */
export function turnModule(): Uint8Array<ArrayBuffer> {
  const chain = (k: number) => k + 1;
  const [half, one] = [CHAINS + 1, CHAINS + 2];
  const chains = Array.from({ length: CHAINS }, (_, k) => chain(k));
  const body = [
    // Locals: one group of v128.
    1,
    CHAINS + 2,
    0x7b,
    ...f32x4([0, 0, 0, 0x3f]),
    ...set(half),
    ...f32x4([0, 0, 0x80, 0x3f]),
    ...set(one),
    0x03,
    0x40, // loop
    ...chains.flatMap((c) => [...get(c), ...get(half), ...MUL!, ...get(one), ...ADD!, ...set(c)]),
    ...get(0),
    0x41,
    1,
    0x6b,
    0x22,
    0, // turns - 1, kept
    0x0d,
    0,
    0x0b, // again while it is not 0
    ...chains.flatMap((c, k) => [...get(c), ...(k > 0 ? ADD! : [])]),
    ...EXTRACT!,
    0x0b,
  ];
  return Uint8Array.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]), // (i32) -> f32
    ...section(3, [1, 0]),
    ...section(7, [1, 4, ...new TextEncoder().encode('turn'), 0, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ]);
}

export const open: Open = () => {
  const turn = new WebAssembly.Instance(new WebAssembly.Module(turnModule())).exports.turn as (turns: number) => number;
  return { matmul: ({ n }) => ({ run: () => turn(Math.ceil((2 * n ** 3) / TURN_FLOPS)), outcome: () => ({}) }) };
};
