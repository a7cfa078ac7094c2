/** Less is not worth telling. */
const LEAST = 32_768;

/** An array buffer that could grow: none of its pages is there before it is touched. (Older engines take no notice of the second argument.) */
const untouched = ArrayBuffer as new (length: number, options: { maxByteLength: number }) => ArrayBuffer;

/**
 * Tells the garbage collector what it would win with the object that holds this: it knows the sizes of array buffers, but a region is a few
 * words to it, however much of the WebAssembly memory belongs to that. Without it, networks that nobody uses any more fill gigabytes before they are looked for.
 */
export const weight = (bytes: number): ArrayBuffer | undefined =>
  bytes < LEAST ? undefined : new untouched(bytes, { maxByteLength: bytes });
