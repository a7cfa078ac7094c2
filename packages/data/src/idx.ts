import { checkOption } from '@nn/formula';
import { fromData, type Matrix } from '@nn/matrix';

/** Bytes of one number, by the third byte of an IDX file. */
const readers: Readonly<Record<number, { bytes: number; read: (view: DataView, at: number) => number }>> = {
  8: { bytes: 1, read: (v, at) => v.getUint8(at) },
  9: { bytes: 1, read: (v, at) => v.getInt8(at) },
  11: { bytes: 2, read: (v, at) => v.getInt16(at) },
  12: { bytes: 4, read: (v, at) => v.getInt32(at) },
  13: { bytes: 4, read: (v, at) => v.getFloat32(at) },
  14: { bytes: 8, read: (v, at) => v.getFloat64(at) },
};

/**
 * Reads an IDX file, the format of MNIST: n x 1 for labels, n x (rows cols) for images, one a row. The bytes must be unpacked
 * (gunzip) already. Numbers come in single precision. Throws RangeError where they are not such a file, too few
 * or too many.
 */
export function readIdx(bytes: Uint8Array): Matrix {
  checkOption('readIdx: bytes', bytes, 'the bytes of an IDX file, a Uint8Array', bytes instanceof Uint8Array, 'none');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = bytes.length >= 4 && view.getUint16(0) === 0 ? readers[view.getUint8(2)] : undefined;
  if (!reader)
    throw new RangeError('readIdx: these bytes are not an IDX file (its first two are 0); is it still compressed?');
  const dimensions = view.getUint8(3);
  if (dimensions === 0 || bytes.length < 4 + 4 * dimensions)
    throw new RangeError(`readIdx: a header of ${dimensions} sizes does not fit ${bytes.length} bytes`);
  const sizes = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const rows = sizes[0]!;
  const cols = sizes.slice(1).reduce((n, s) => n * s, 1);
  const start = 4 + 4 * dimensions;
  const expected = start + rows * cols * reader.bytes;
  if (bytes.length !== expected) {
    const likely = bytes.length < expected ? 'is it cut off?' : 'is something behind it?';
    throw new RangeError(
      `readIdx: ${sizes.join(' x ')} numbers need ${expected} bytes, got ${bytes.length}; ${likely}`,
    );
  }
  return fromData(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, (_, k) => reader.read(view, start + k * reader.bytes)),
  );
}
