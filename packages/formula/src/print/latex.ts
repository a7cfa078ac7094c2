import type { Sign } from './notation.js';
import type { Style } from './render.js';
import { type SymbolPart, scientific, symbolParts } from './symbol.js';

const SIGNS: Readonly<Record<Sign, string>> = {
  '+': '+',
  '-': '-',
  '<': '<',
  '≤': '\\le',
  '>': '>',
  '≥': '\\ge',
  '=': '=',
  '≠': '\\ne',
};
const FUNCTIONS: Readonly<Record<string, string>> = {
  log: '\\log',
  tanh: '\\tanh',
  max: '\\max',
  min: '\\min',
  sigmoid: '\\sigma',
};
const ELLIPSES: Readonly<Record<string, string>> = { '…': '\\cdots', '⋮': '\\vdots', '⋱': '\\ddots' };
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

/** Any text as it is, also where it holds what LaTeX takes for a command. */
const quoted = (text: string) => `\\text{${text.replace(/[\\^~{}$&#%_]/g, (c) => ESCAPES[c] ?? `\\${c}`)}}`;

const part = ({ sort, text }: SymbolPart): string => {
  switch (sort) {
    case 'letter':
      return text;
    case 'greek':
      return text === 'omicron' ? 'o' : `\\${text}`;
    case 'word':
      return `\\mathrm{${text}}`;
    case 'other':
      return quoted(text);
  }
};

const number = (digits: string): string => {
  const [significand, exponent] = scientific(digits);
  if (exponent === undefined) return digits.replace('Infinity', '\\infty').replace('NaN', '\\mathrm{NaN}');
  const power = `10^{${exponent}}`;
  return significand === '1' ? power : significand === '-1' ? `-${power}` : `${significand} \\times ${power}`;
};

const fenced = (open: string, body: string, close: string) => `\\left${open}${body}\\right${close}`;

/** LaTeX mathematics, without dollar signs around it. */
export const latexStyle: Style = {
  inline: false,
  symbol: (name) => {
    if (name === '…') return '\\dots';
    const { derivative, base, index, primes } = symbolParts(name);
    return `${derivative ? '\\mathrm{d}' : ''}${part(base)}${index ? `_{${part(index)}}` : ''}${"'".repeat(primes)}`;
  },
  number,
  matrix: (rows) =>
    `\\begin{bmatrix}${rows.map((row) => row.map((x) => ELLIPSES[x] ?? x).join(' & ')).join(' \\\\ ')}\\end{bmatrix}`,
  infix: (left, sign, right) => `${left} ${SIGNS[sign]} ${right}`,
  product: (left, sign, right) =>
    `${left} ${sign === 'none' ? '\\,' : sign === 'times' ? '\\times' : '\\odot'} ${right}`,
  negative: (body) => `-${body}`,
  fraction: (top, bottom) => `\\frac{${top}}{${bottom}}`,
  power: (base, exponent) => `${base}^{${exponent}}`,
  exponential: (body) => `\\mathrm{e}^{${body}}`,
  transpose: (body) => `${body}^{\\top}`,
  root: (body) => `\\sqrt{${body}}`,
  parentheses: (body) => fenced('(', body, ')'),
  absolute: (body) => fenced('|', body, '|'),
  indicator: (body) => fenced('[', body, ']'),
  call: (name, index, args) =>
    `${FUNCTIONS[name] ?? `\\operatorname{${name}}`}${index ? `_{${index}}` : ''}${fenced('(', args.join(', '), ')')}`,
  total: (index, body) => `\\sum${index ? `_{${index}}` : ''} ${body}`,
  cases: (yes, condition, no, otherwise) => `\\begin{cases}${yes} & ${condition} \\\\ ${no} & ${otherwise}\\end{cases}`,
  elements: (base, row, column) => `{${base}}_{${row ?? ':'},\\,${column ?? ':'}}`,
};
