import type { Chance } from './chance.js';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** What readers of tables stumble over, as bytes. */
const STRANGE: readonly Uint8Array[] = [
  ...[
    '"',
    '""',
    '"""',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ',,',
    '",',
    '"\n',
    ' ',
    '\0',
    '\uFEFF',
    'sep=;\n',
  ],
  ...['1e999', '-1e999', '0x10', '1,5', '１２', 'NaN', 'NA', '?', '-', 'Infinity', '1e-400', '-0', '9007199254740993'],
  ...['__proto__', 'constructor', 'toString', '=1+1', '<b>', '\u001b[2J', '\u202e', '𝔘', 'e\u0301'],
  ...[
    '{',
    '}',
    '{}',
    '[',
    '":',
    '{"a":1}',
    '{"__proto__":{"x":1}}',
    'null',
    '\\u0000',
    '\\ud800',
    '\\',
    '1'.repeat(400),
  ],
]
  .map(utf8)
  // Bytes that are no text in UTF-8: a half of a pair, marks of UTF-16, Latin-1, an overlong slash, the beginning of gzip.
  .concat(
    [[0xed, 0xa0, 0x80], [0xff, 0xfe], [0xfe, 0xff], [0xe9], [0xc0, 0xaf], [0xd8, 0], [0x1f, 0x8b], [0, 0, 8, 2]].map(
      (b) => Uint8Array.from(b),
    ),
  );

const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

const inserted = (bytes: Uint8Array, at: number, what: Uint8Array) =>
  joined(bytes.subarray(0, at), what, bytes.subarray(at));

/** Much of something: a long cell, many cells, many rows; and what is more as a table than as text. */
const HUGE: readonly ((n: number) => string)[] = [
  ...['xxx', '1', '"', ',', 'a,', '\n', '1,', '["', '{"a":', '\0'].map((piece) => (n: number) => piece.repeat(n)),
  (n) => Array.from({ length: n }, (_, i) => `{"k${i}":1}\n`).join(''),
  (n) => `${Array.from({ length: n }, (_, i) => `c${i}`).join()}${'\n1'.repeat(n)}\n`,
  (n) => Array.from({ length: n }, (_, i) => `w${i % 999},w${i % 997},${i % 2}\n`).join(''),
];

/** The text in another encoding: UTF-16 of either order, or Latin-1. */
const encoded = (bytes: Uint8Array, { of }: Chance): Uint8Array => {
  const text = new TextDecoder().decode(bytes);
  const low = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Uint8Array.from(
    of([() => low, () => low.swap16(), () => low.subarray(2), () => Buffer.from(text, 'latin1')])(),
  );
};

/** From a line to another, so that rows are there twice, or are gone. */
function lines(bytes: Uint8Array, { below }: Chance): Uint8Array {
  const all = Buffer.from(bytes).toString('latin1').split('\n');
  const [from, to] = [below(all.length), below(all.length)];
  all.splice(from, below(3), ...all.slice(to, to + below(3)));
  return Uint8Array.from(Buffer.from(all.join('\n'), 'latin1'));
}

const change: readonly ((bytes: Uint8Array, by: Chance) => Uint8Array)[] = [
  (bytes, { below }) => {
    const changed = bytes.slice();
    for (let left = 1 + below(4); left > 0 && changed.length > 0; left--) changed[below(changed.length)] = below(256);
    return changed;
  },
  (bytes, { below }) => bytes.slice(0, below(bytes.length + 1)),
  (bytes, { below, of }) => inserted(bytes, below(bytes.length + 1), of(STRANGE)),
  (bytes, { below, of }) => inserted(bytes, below(bytes.length + 1), of(STRANGE)),
  (bytes, { below, of }) => {
    // All of one byte become another: another separator, line end or quote.
    const [from, to] = [bytes[below(bytes.length || 1)], of([...',;\t|\n\r" \0']).charCodeAt(0)];
    return bytes.map((byte) => (byte === from ? to : byte));
  },
  lines,
  (bytes, by) => (by.below(4) === 0 ? encoded(bytes, by) : bytes),
  (bytes, { below, of }) => {
    // Other sizes, as binary headers have them.
    const changed = bytes.slice();
    const at = 4 * below(changed.length >> 2);
    if (at + 4 <= changed.length) new DataView(changed.buffer).setUint32(at, of([0, 1, 2 ** 31, 2 ** 32 - 1, 1e6]));
    return changed;
  },
  (bytes, { below, of }) =>
    below(20) === 0 ? inserted(bytes, below(bytes.length + 1), utf8(of(HUGE)(1 + below(20_000)))) : bytes,
];

/** A copy of a table's bytes with one to three changes. */
export function mutatedTable(bytes: Uint8Array, by: Chance): Uint8Array {
  let changed = bytes;
  for (let left = 1 + by.below(3); left > 0; left--) changed = by.of(change)(changed, by);
  return changed;
}
