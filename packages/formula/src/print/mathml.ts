import type { Style } from './render.js';
import { letter, scientific, symbolParts } from './symbol.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => ENTITIES[c]!);

const ELLIPSIS = /^[…⋮⋱]$/;

const mi = (text: string) => `<mi>${escaped(text)}</mi>`;
const upright = (letter: string) => `<mi mathvariant="normal">${letter}</mi>`;
const mn = (text: string) => `<mn>${escaped(text)}</mn>`;
const mo = (text: string) => `<mo>${escaped(text)}</mo>`;
const mrow = (...items: string[]) => `<mrow>${items.join('')}</mrow>`;
const fenced = (open: string, body: string, close: string) => mrow(mo(open), body, mo(close));
const sub = (base: string, index: string) => `<msub>${base}${index}</msub>`;
const sup = (base: string, exponent: string) => `<msup>${base}${exponent}</msup>`;
const table = (rows: readonly (readonly string[])[]) =>
  `<mtable>${rows.map((row) => `<mtr>${row.map((x) => `<mtd>${x}</mtd>`).join('')}</mtr>`).join('')}</mtable>`;

const unsigned = (digits: string): string => {
  const [significand, exponent] = scientific(digits);
  if (exponent === undefined) return digits === 'Infinity' ? mi('∞') : digits === 'NaN' ? mi('NaN') : mn(digits);
  const power = sup(mn('10'), number(exponent));
  return significand === '1' ? power : mrow(mn(significand), mo('×'), power);
};
const number = (digits: string): string =>
  digits.startsWith('-') ? mrow(mo('−'), unsigned(digits.slice(1))) : unsigned(digits);

// The invisible characters say what stands there: a product, the application of a function.
const INVISIBLE_TIMES = '\u2062';
const APPLY = '\u2061';
const PRODUCTS = { none: INVISIBLE_TIMES, times: '×', elementwise: '⊙' };

/** The inside of a `<math>` element (MathML Core). */
export const mathmlStyle: Style = {
  inline: false,
  symbol: (name) => {
    if (name === '…') return mo('⋯');
    const { derivative, base, index, primes } = symbolParts(name);
    const below = index && (/^[0-9]+$/.test(index.text) ? mn(index.text) : mi(letter(index)));
    const single = below ? sub(mi(letter(base)), below) : mi(letter(base));
    const written = primes > 0 ? sup(single, mo('′'.repeat(primes))) : single;
    return derivative ? mrow(upright('d'), written) : written;
  },
  number,
  matrix: (rows) =>
    fenced('[', table(rows.map((row) => row.map((x) => (ELLIPSIS.test(x) ? mo(x.replace('…', '⋯')) : x)))), ']'),
  infix: (left, sign, right) => mrow(left, mo(sign === '-' ? '−' : sign), right),
  product: (left, sign, right) => mrow(left, mo(PRODUCTS[sign]), right),
  negative: (body) => mrow(mo('−'), body),
  fraction: (top, bottom) => `<mfrac>${top}${bottom}</mfrac>`,
  power: sup,
  exponential: (body) => sup(upright('e'), body),
  transpose: (body) => sup(body, mo('⊤')),
  root: (body) => `<msqrt>${body}</msqrt>`,
  parentheses: (body) => fenced('(', body, ')'),
  absolute: (body) => fenced('|', body, '|'),
  indicator: (body) => fenced('[', body, ']'),
  call: (name, index, args) => {
    const symbol = mi(name === 'sigmoid' ? 'σ' : name);
    const list = args.flatMap((x, i) => (i === 0 ? [x] : [mo(','), x])).join('');
    return mrow(index ? sub(symbol, mi(index)) : symbol, mo(APPLY), fenced('(', list, ')'));
  },
  total: (index, body) => mrow(index ? `<munder>${mo('∑')}${mi(index)}</munder>` : mo('∑'), body),
  cases: (yes, condition, no, otherwise) =>
    mrow(
      mo('{'),
      table([
        [yes, condition],
        [no, otherwise],
      ]),
    ),
  elements: (base, row, column) => sub(base, mrow(row ?? mo(':'), mo(','), column ?? mo(':'))),
};
