/** Numbers with their sizes, the last size running fastest. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A .safetensors file of tensors, as PyTorch's own: eight bytes with the length of the header, the header as JSON, the numbers. */
export function safetensors(tensors: ReadonlyMap<string, Tensor>): Uint8Array {
  let end = 0;
  const entries = Array.from(tensors, ([name, { shape, data }]) => {
    const from = end;
    end += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [from, end] }] as const;
  });
  const header = JSON.stringify({ __metadata__: { format: 'pt', by: 'nn export' }, ...Object.fromEntries(entries) });
  // Numbers begin at a multiple of eight bytes.
  const text = new TextEncoder().encode(header.padEnd(Math.ceil(header.length / 8) * 8));
  const file = new Uint8Array(8 + text.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  let at = 8 + text.length;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/** A matrix with rows as columns: a PyTorch layer keeps its weights so. */
export function transposed({ rows, cols, data }: { rows: number; cols: number; data: ArrayLike<number> }): Tensor {
  const at = (k: number) => data[(k % rows) * cols + Math.floor(k / rows)]!;
  return { shape: [cols, rows], data: Float32Array.from({ length: rows * cols }, (_, k) => at(k)) };
}
