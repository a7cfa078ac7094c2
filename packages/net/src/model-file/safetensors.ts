import { fromData, type Matrix } from '@nn/matrix';
import { crc32 } from './crc32.js';
import { isRecord } from './record.js';

/** The tensors and the metadata of a `.safetensors` file. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Matrix>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file that was read. */
export interface ReadFile extends TensorFile {
  /** Whether its header is written in the one way in which `writeTensors` writes it. */
  readonly isCanonical: boolean;
}

/** A file that is not a model, is damaged, or says what cannot be; the message says what and where. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

/** Headers larger than this are refused before they are read: real ones have a few thousand bytes. */
const MAX_HEADER = 16 * 1024 * 1024;
const BYTES = { F32: 4, F64: 8 } as const;

/** What the header says of a tensor. */
interface Entry {
  readonly dtype: keyof typeof BYTES;
  readonly shape: readonly [rows: number, cols: number];
  readonly data_offsets: readonly [from: number, to: number];
}

/** The one way in which a header is written. By hand, since an object would put a tensor called '0' before the others. */
const headerOf = (metadata: Readonly<Record<string, string>>, entries: Iterable<readonly [string, Entry]>): string => {
  const said = [...entries].map(
    ([name, { dtype, shape, data_offsets }]) =>
      `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets })}`,
  );
  return `{${[`"__metadata__":${JSON.stringify(metadata)}`, ...said].join(',')}}`;
};

// The checksum stands in the header, always at the same place, so that it can be left out of what it is of.
const NAME = 'checksum';
const UNKNOWN = '00000000';
const BEFORE = `{"__metadata__":${JSON.stringify({ [NAME]: `crc32:${UNKNOWN}` }).slice(0, -UNKNOWN.length - 2)}`;
const PLACE = 8 + BEFORE.length;

/** The checksum of a file, in eight digits to the base 16: of all its bytes but for these digits. */
const checksumOf = (bytes: Uint8Array): string =>
  crc32(bytes.subarray(PLACE + UNKNOWN.length), crc32(bytes.subarray(0, PLACE)))
    .toString(16)
    .padStart(UNKNOWN.length, '0');

/** Writes the checksum into a file that has a place for it. */
export function seal(bytes: Uint8Array): Uint8Array {
  bytes.set(new TextEncoder().encode(checksumOf(bytes)), PLACE);
  return bytes;
}

/** Throws ModelFileError where a file is not byte for byte what was written, or could have been. */
export function checkSeal(bytes: Uint8Array, { isCanonical }: ReadFile): void {
  const text = new TextDecoder('latin1').decode(bytes.subarray(8, PLACE + UNKNOWN.length));
  if (!text.startsWith(BEFORE)) {
    throw new ModelFileError(
      'this model file has no checksum in its header: it was written anew by another program; save it by nn again',
    );
  }
  const [written, found] = [text.slice(BEFORE.length), checksumOf(bytes)];
  if (written === found && isCanonical) return;
  if (written === found)
    throw new ModelFileError('the header of this model file is not written as nn writes it; save it by nn again');
  throw new ModelFileError(
    `this model file is damaged: its bytes have the checksum ${found}, it was written with ${written}; copy or save it again`,
  );
}

/**
 * Writes a `.safetensors` file: eight bytes with the length of the header, the header as JSON, the numbers little-endian
 * in the order of their names' appearance. Python's `safetensors` reads it. Its metadata begins with a checksum of the whole.
 */
export function writeTensors({ tensors, metadata }: TensorFile): Uint8Array {
  let offset = 0;
  const entries = [...tensors].map(([name, m]) => {
    const from = offset;
    offset += m.data.byteLength;
    const dtype = m.data instanceof Float64Array ? 'F64' : 'F32';
    return [name, { dtype, shape: [m.rows, m.cols], data_offsets: [from, offset] } satisfies Entry] as const;
  });
  const text = new TextEncoder().encode(headerOf({ [NAME]: `crc32:${UNKNOWN}`, ...metadata }, entries));
  const padded = paddedLength(text.length);
  const bytes = new Uint8Array(8 + padded + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.fill(SPACE, 8, 8 + padded);
  bytes.set(text, 8);
  let at = 8 + padded;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return seal(bytes);
}

const SPACE = 0x20;
const paddedLength = (length: number) => Math.ceil(length / 8) * 8;
const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isSize);

const fail = (why: string): never => {
  throw new ModelFileError(`this is not a readable .safetensors file: ${why}`);
};

/** The header of a file, as JSON. */
function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; text: string; end: number } {
  if (bytes.length < 10) fail(`it has ${bytes.length} bytes; expected at least 10`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > MAX_HEADER || length > bytes.length - 8) {
    fail(`its header is said to have ${length} bytes, the file has ${bytes.length}: truncated, or another format`);
  }
  const end = 8 + length;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, end));
    const header: unknown = JSON.parse(text);
    if (isRecord(header)) return { header, text, end };
  } catch {
    return fail('its header is not JSON: truncated, or another format');
  }
  return fail('its header is not a JSON object');
}

/** What a header says of a tensor. Throws where it says something else. */
function entryOf(name: string, entry: unknown): Entry {
  if (!isRecord(entry)) return fail(`tensor '${name}' is not an object`);
  const { dtype, shape, data_offsets } = entry;
  if (dtype !== 'F32' && dtype !== 'F64')
    return fail(`tensor '${name}' has dtype ${String(dtype)}; expected F32 or F64`);
  if (!isPair(shape)) return fail(`tensor '${name}' has no shape of two sizes`);
  if (!isPair(data_offsets)) return fail(`tensor '${name}' has no two offsets`);
  return { dtype, shape, data_offsets };
}

/** Reads a `.safetensors` file. Everything is checked against the file's length before memory is taken for it. */
export function readTensors(bytes: Uint8Array): ReadFile {
  const { header, text, end: start } = readHeader(bytes);
  const { __metadata__: metadata = {}, ...rest } = header;
  if (!isRecord(metadata) || Object.values(metadata).some((v) => typeof v !== 'string'))
    fail('__metadata__ is not a record of texts');
  // Where they lie decides on their order: an object has names that are numbers first.
  const entries = Object.entries(rest)
    .map(([name, entry]) => [name, entryOf(name, entry)] as const)
    .sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  const dataLength = bytes.length - start;
  let end = 0;
  for (const [name, { dtype, shape, data_offsets }] of entries) {
    const [rows, cols] = shape;
    const [from, to] = data_offsets;
    if (from !== end || to - from !== rows * cols * BYTES[dtype] || to > dataLength) {
      fail(
        `tensor '${name}' (${rows} x ${cols} ${dtype}) lies at bytes ${from} to ${to} of ${dataLength}, expected from ${end}: truncated or damaged`,
      );
    }
    end = to;
  }
  if (end !== dataLength) fail(`its tensors cover ${end} bytes of ${dataLength}: truncated or damaged`);
  const tensors = new Map<string, Matrix>();
  for (const [name, { dtype, shape, data_offsets }] of entries) {
    // A copy: the file's bytes may lie at an address that no typed array can begin at.
    const [from, to] = data_offsets.map((offset) => bytes.byteOffset + start + offset) as [number, number];
    const copy = bytes.buffer.slice(from, to) as ArrayBuffer;
    const data = dtype === 'F64' ? new Float64Array(copy) : new Float32Array(copy);
    tensors.set(name, fromData(shape[0], shape[1], data));
  }
  const known = metadata as Record<string, string>;
  const written = headerOf(known, entries);
  return {
    tensors,
    metadata: known,
    isCanonical: text === written.padEnd(text.length) && text.length - written.length < 8,
  };
}
