import type { Style } from './render.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const isToken = (x: string) => /^[\p{L}0-9_.$∞]+$/u.test(x);

/** One line of text: names as they are in the program, × for times, ² for squared, ᵀ for transposed. */
export const textStyle: Style = {
  inline: true,
  symbol: (name) => name,
  number: (digits) => digits.replace('Infinity', '∞'),
  matrix: (rows) => `[${rows.map((row) => (row[0] === '⋮' ? '…' : `[${row.join(', ')}]`)).join(', ')}]`,
  infix: (left, sign, right) => `${left} ${sign} ${right}`,
  product: (left, sign, right) => [left, ...(sign === 'none' ? [] : [sign === 'times' ? '×' : '⊙']), right].join(' '),
  negative: (body) => `-${body}`,
  fraction: (top, bottom) => (isToken(top) && isToken(bottom) ? `${top}/${bottom}` : `${top} / ${bottom}`),
  power: (base, exponent) =>
    /^-?[0-9]+$/.test(exponent)
      ? base + exponent.replace(/./g, (c) => (c === '-' ? '⁻' : SUPERSCRIPTS[Number(c)]!))
      : `${base}^${isToken(exponent) ? exponent : `(${exponent})`}`,
  exponential: (body) => `exp(${body})`,
  transpose: (body) => `${body}ᵀ`,
  root: (body) => `√${body}`,
  parentheses: (body) => `(${body})`,
  absolute: (body) => (body.includes('|') ? `abs(${body})` : `|${body}|`),
  indicator: (body) => `[${body}]`,
  call: (name, index, args) => `${name === 'sigmoid' ? 'σ' : name}${index ? `_${index}` : ''}(${args.join(', ')})`,
  total: (index, body) => `Σ${index ? `_${index}` : ''} ${body}`,
  cases: (yes, condition, no) => `${yes} if ${condition} else ${no}`,
  elements: (base, row, column) => `${base}[${row ?? ':'}, ${column ?? ':'}]`,
};
