import type { Chance } from './chance.js';

const ESC = '\u001b';
const words = [
  '',
  '0',
  '1;31',
  '?25l',
  '2J',
  '6n',
  '999;999',
  '38;2;1;2;3',
  '0;owned',
  '52;c;cm0gLXJm',
  '8;;http://example.com',
  '$q"p',
  '>c',
];

/** Makes what does something to a terminal: one of each kind, with other numbers each time. */
const TERMINAL: readonly ((by: Chance) => string)[] = [
  // Control sequences, with either introducer.
  ({ below, of }) => `${of([`${ESC}[`, '\u009b'])}${of(words)}${String.fromCharCode(0x40 + below(0x3f))}`,
  // Commands with a text: the title, the clipboard, links, reports that are typed back; ended or not.
  ({ of }) =>
    `${of([`${ESC}]`, '\u009d', `${ESC}P`, '\u0090', `${ESC}_`, `${ESC}^`, `${ESC}X`])}${of(words)}${of(['\u0007', `${ESC}\\`, '\u009c', ''])}`,
  // Other escapes: reset, character sets, keys.
  ({ below }) => `${ESC}${String.fromCharCode(0x20 + below(0x5f))}`,
  // Any control character, twice.
  ({ below, of }) => String.fromCharCode(of([below(0x20), 0x7f + below(0x21)])).repeat(2),
  ({ below }) => `good${'\b'.repeat(1 + below(8))}evil`,
  ({ of }) => `good${of(['\r', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029'])}evil`,
  // Writing from right to left, and within it.
  ({ of }) => `user${of([...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c'])}gnp.exe`,
];

/** What means something to a page, a picture, a script or a program. */
const PAGE = [
  '<img src=x onerror=window.pwned=1>',
  '</script><script>window.pwned=1</script>',
  '</title></style></textarea></svg><script>window.pwned=1</script>',
  '"><svg onload=window.pwned=1>',
  "' onmouseover='window.pwned=1' x='",
  '<a href="javascript:window.pwned=1">x</a>',
  ']]><!--',
  '&lt;b&gt;&#60;&amp;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant so
  '`${process.exit(3)}`',
  "';process.exit(3);//",
  '*/process.exit(3)/*',
  '"""\nimport os; os._exit(3)\n"""',
  '\\u003cscript\\u003e',
  '$(touch pwned)`touch pwned`',
] as const;

/** So many texts that nobody should trust, each other than the others, each harmless at its ends so that nothing trims it. */
export const payloads = (count: number, by: Chance): string[] =>
  Array.from({ length: count }, (_, k) => {
    const parts = [
      by.of(TERMINAL)(by),
      by.below(3) === 0 ? by.of(PAGE) : '',
      by.below(3) === 0 ? by.of(TERMINAL)(by) : '',
    ];
    return `p${k}${parts.join('')}q`;
  });
