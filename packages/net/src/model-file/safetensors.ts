import { fromData, type Matrix } from '@nn/matrix';

/** The tensors and the metadata of a `.safetensors` file. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Matrix>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file that is not a model, is damaged, or says what cannot be; the message says what and where. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

/** Headers larger than this are refused before they are read: real ones have a few thousand bytes. */
const MAX_HEADER = 16 * 1024 * 1024;
const BYTES = { F32: 4, F64: 8 } as const;

/**
 * Writes a `.safetensors` file: eight bytes with the length of the header, the header as JSON, the numbers little-endian
 * in the order of their names' appearance. Python's `safetensors` reads it.
 */
export function writeTensors({ tensors, metadata }: TensorFile): Uint8Array {
  let offset = 0;
  const entries = [...tensors].map(([name, m]) => {
    const dtype = m.data instanceof Float64Array ? 'F64' : 'F32';
    const from = offset;
    offset += m.data.byteLength;
    return [name, { dtype, shape: [m.rows, m.cols], data_offsets: [from, offset] }] as const;
  });
  // Entries become own properties whatever their names are.
  const json = JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries]));
  const text = new TextEncoder().encode(json);
  const padded = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.fill(0x20, 8, 8 + padded);
  bytes.set(text, 8);
  let at = 8 + padded;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Reads a `.safetensors` file. Everything is checked against the file's length before memory is taken for it. */
export function readTensors(bytes: Uint8Array): TensorFile {
  const fail = (why: string): never => {
    throw new ModelFileError(`this is not a readable .safetensors file: ${why}`);
  };
  if (bytes.length < 10) fail(`it has ${bytes.length} bytes; expected at least 10`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > MAX_HEADER || headerLength > bytes.length - 8) {
    fail(
      `its header is said to have ${headerLength} bytes, the file has ${bytes.length}: truncated, or another format`,
    );
  }
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + headerLength)));
  } catch {
    fail('its header is not JSON: truncated, or another format');
  }
  if (!isRecord(header)) return fail('its header is not a JSON object');

  const dataLength = bytes.length - 8 - headerLength;
  const tensors = new Map<string, Matrix>();
  let metadata: Record<string, string> = {};
  let end = 0;
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') {
      if (!isRecord(entry) || Object.values(entry).some((v) => typeof v !== 'string'))
        fail('__metadata__ is not a record of texts');
      metadata = entry as Record<string, string>;
      continue;
    }
    if (!isRecord(entry)) return fail(`tensor '${name}' is not an object`);
    const { dtype, shape, data_offsets: offsets } = entry;
    if (dtype !== 'F32' && dtype !== 'F64')
      return fail(`tensor '${name}' has dtype ${String(dtype)}; expected F32 or F64`);
    if (!Array.isArray(shape) || shape.length !== 2 || !shape.every(isSize))
      return fail(`tensor '${name}' has no shape of two sizes`);
    if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
      return fail(`tensor '${name}' has no two offsets`);
    const [rows, cols] = shape as [number, number];
    const [from, to] = offsets as [number, number];
    if (from !== end || to - from !== rows * cols * BYTES[dtype] || to > dataLength) {
      fail(
        `tensor '${name}' (${rows} x ${cols} ${dtype}) lies at bytes ${from} to ${to} of ${dataLength}, expected from ${end}: truncated or damaged`,
      );
    }
    end = to;
    const start = bytes.byteOffset + 8 + headerLength;
    // A copy: the file's bytes may lie at an address that no typed array can begin at.
    const copy = bytes.buffer.slice(start + from, start + to) as ArrayBuffer;
    tensors.set(name, fromData(rows, cols, dtype === 'F64' ? new Float64Array(copy) : new Float32Array(copy)));
  }
  if (end !== dataLength) fail(`its tensors cover ${end} bytes of ${dataLength}: truncated or damaged`);
  return { tensors, metadata };
}
