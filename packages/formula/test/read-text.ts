import { elementwise, f64 } from '../src/index.js';

/**
 * Reads what `text` prints for expressions of numbers, back into a number, so that the printed line can be held against the value.
 * `tight` says whether factors that only stand side by side bind more tightly than `/`; a good print reads the same either way.
 */
export function readText(line: string, values: Readonly<Record<string, number>>, tight: boolean): number {
  const tokens = line.match(/\d+(\.\d+)?(e-?\d+)?|[\p{L}_][\p{L}0-9_]*|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|\S/gu) ?? [];
  let next = 0;
  const peek = () => tokens[next] ?? '';
  const take = () => tokens[next++] ?? '';
  const eat = (token: string) => {
    if (take() !== token) throw new Error(`expected ${token} before '${tokens.slice(next).join(' ')}' in '${line}'`);
  };
  const functions: Record<string, (...x: number[]) => number> = {
    abs: Math.abs,
    exp: Math.exp,
    log: Math.log,
    tanh: Math.tanh,
    sign: Math.sign,
    max: Math.max,
    min: Math.min,
    σ: (x) => 1 / (1 + Math.exp(-x)),
    softplus: (x) => Math.log1p(Math.exp(x)),
    // JavaScript has none of its own; elementary.test.ts has the references.
    erf: (x) => elementwise(f64, 'erf', [x]),
    erfc: (x) => elementwise(f64, 'erfc', [x]),
  };
  /** What closes the innermost parentheses: within bars, the next bar is the closing one. */
  const closing: string[] = [];
  const startsFactor = () =>
    /^([\p{L}\d_√(|[])/u.test(peek()) && !['if', 'else'].includes(peek()) && peek() !== closing.at(-1);

  const whole = (): number => {
    const yes = comparison();
    if (peek() !== 'if') return yes;
    eat('if');
    const condition = comparison();
    eat('else');
    const no = comparison();
    return condition !== 0 ? yes : no;
  };
  const comparison = (): number => {
    let left = sum();
    while (/^[<≤>≥=≠]$/.test(peek())) {
      const sign = take();
      const right = sum();
      const holds = { '<': left < right, '≤': left <= right, '>': left > right, '≥': left >= right }[sign];
      left = (holds ?? (left === right) === (sign === '=')) ? 1 : 0;
    }
    return left;
  };
  const sum = (): number => {
    let total = signed();
    while (peek() === '+' || peek() === '-') total = take() === '+' ? total + product() : total - product();
    return total;
  };
  const signed = (): number => {
    if (peek() !== '-') return product();
    eat('-');
    return -product();
  };
  const product = (): number => {
    let total = run();
    while (peek() === '×' || peek() === '/' || (!tight && startsFactor())) {
      const sign = startsFactor() ? '×' : take();
      total = sign === '×' ? total * run() : total / run();
    }
    return total;
  };
  const run = (): number => {
    let total = power();
    while (tight && startsFactor()) total *= power();
    return total;
  };
  const power = (): number => {
    let base = factor();
    if (/^[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(peek())) {
      base **= Number(Array.from(take(), (c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join(''));
    } else if (peek() === '^') {
      eat('^');
      base **= factor();
    }
    return base;
  };
  const inside = (close: string): number => {
    closing.push(close);
    const value = whole();
    eat(close);
    closing.pop();
    return value;
  };
  const factor = (): number => {
    const token = take();
    if (token === '(') return inside(')');
    if (token === '[') return inside(']');
    if (token === '|') return Math.abs(inside('|'));
    if (token === '√') return Math.sqrt(factor());
    if (token === 'Σ') return product();
    if (/^\d/.test(token)) return Number(token);
    if (functions[token]) {
      eat('(');
      closing.push(')');
      const args = [whole()];
      while (peek() === ',') {
        eat(',');
        args.push(whole());
      }
      eat(')');
      closing.pop();
      return functions[token](...args);
    }
    if (!Object.hasOwn(values, token)) throw new Error(`unexpected '${token}' in '${line}'`);
    return values[token]!;
  };
  const value = whole();
  if (next < tokens.length) throw new Error(`unexpected '${peek()}' in '${line}'`);
  return value;
}
