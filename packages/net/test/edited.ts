import { readTensors, writeTensors } from '../src/model-file/safetensors.js';

/** A model file whose description was changed, and which is whole otherwise: with a checksum that is right. */
// biome-ignore lint/suspicious/noExplicitAny: edits of JSON
export function edited(bytes: Uint8Array, change: (description: any) => void): Uint8Array {
  const { tensors, metadata } = readTensors(bytes);
  const description = JSON.parse(metadata.nn!);
  change(description);
  return writeTensors({ tensors, metadata: { nn: JSON.stringify(description) } });
}
