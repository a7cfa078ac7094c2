/** Greek letters by their English names. */
// biome-ignore format: a table
const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ',
  iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', omicron: 'ο', pi: 'π',
  rho: 'ρ', sigma: 'σ', tau: 'τ', upsilon: 'υ', phi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω',
  Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ',
  Psi: 'Ψ', Omega: 'Ω',
};

/**
 * A name as mathematics writes it: `beta1` is a beta with index 1, `w_ij` a w with index ij, `learningRate` a word, `dW_0` the
 * derivative with respect to `W_0`.
 */
export interface SymbolParts {
  /** Whether a `d` stands before it. */
  readonly derivative: boolean;
  readonly base: SymbolPart;
  readonly index?: SymbolPart;
  /** How many primes stand behind it: x' is what x becomes. */
  readonly primes: number;
}

export interface SymbolPart {
  readonly sort: 'letter' | 'greek' | 'word' | 'other';
  readonly text: string;
}

const part = (text: string, letters = 1): SymbolPart => {
  if (Object.hasOwn(GREEK, text)) return { sort: 'greek', text };
  if (new RegExp(`^([A-Za-z]{1,${letters}}|[0-9]+|[0-9]?[a-z][0-9]?)$`).test(text)) return { sort: 'letter', text };
  return { sort: /^[A-Za-z][A-Za-z0-9]*$/.test(text) ? 'word' : 'other', text };
};

/** The parts of a name. The `$` of the names that annotations use is left out. */
export function symbolParts(name: string): SymbolParts {
  const [, plain = '', primes = ''] = /^\$?(.+?)('*)$/s.exec(name) ?? [];
  const [, base = plain, index] =
    /^([A-Za-z]+)_?([0-9]+)$/.exec(plain) ?? /^([A-Za-z]+)_([A-Za-z0-9]+)$/.exec(plain) ?? [];
  const of = /^d[A-Za-z]/.test(base) ? part(base.slice(1)) : undefined;
  const derivative = of?.sort === 'letter' || of?.sort === 'greek';
  return {
    derivative,
    base: derivative ? of : part(base),
    ...(index && { index: part(index, 3) }),
    primes: primes.length,
  };
}

/** The letter of a part: β for beta. */
export const letter = ({ sort, text }: SymbolPart): string => (sort === 'greek' ? GREEK[text]! : text);

/** A number in decimal: as short as it can be, or rounded to so many significant digits. */
export function decimal(value: number, digits?: number): string {
  const rounded = digits === undefined || !Number.isFinite(value) ? value : Number(value.toPrecision(digits));
  return String(rounded).replace('e+', 'e');
}

/** The significand and the exponent of a decimal number: ['1.5', '-8'] for 1.5e-8. */
export const scientific = (digits: string): readonly [string, string | undefined] => {
  const [significand, exponent] = digits.split('e');
  return [significand!, exponent];
};
