import { TableError } from './table.js';

/** Text as it was meant: UTF-8, or UTF-16 where the first two bytes say so. */
export function decode(bytes: Uint8Array, source: string): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TableError(
      `${source}: this is not text in UTF-8; save it as UTF-8 (or UTF-16 with its mark) and try again`,
    );
  }
}

/** All of a stream: one string of strings, or else bytes, so that a character that is cut by a chunk's end is made whole. */
export async function join(stream: AsyncIterable<string | Uint8Array>): Promise<string | Uint8Array> {
  const chunks: (string | Uint8Array)[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  if (chunks.every((chunk) => typeof chunk === 'string')) return chunks.join('');
  const parts = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
  const bytes = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
