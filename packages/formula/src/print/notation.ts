/**
 * An expression as it is written: what a person sees, before it is decided in which letters. Parentheses are not part of it:
 * each renderer puts them where its own precedence asks for them.
 */
export type Notation =
  /** A name; `…` stands for terms that were left out. */
  | { readonly kind: 'symbol'; readonly name: string }
  /** A decimal number as JavaScript writes it: `-1.5e-8`, `Infinity`. */
  | { readonly kind: 'number'; readonly digits: string }
  /** Rows of numbers; `…`, `⋮` and `⋱` stand for what was left out. */
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'infix'; readonly sign: Sign; readonly left: Notation; readonly right: Notation }
  | { readonly kind: 'product'; readonly sort: ProductSort; readonly left: Notation; readonly right: Notation }
  | { readonly kind: 'negative'; readonly body: Notation }
  | { readonly kind: 'fraction'; readonly top: Notation; readonly bottom: Notation }
  | { readonly kind: 'power'; readonly base: Notation; readonly exponent: Notation }
  /** e to the power of `body`. */
  | { readonly kind: 'exponential'; readonly body: Notation }
  | { readonly kind: 'transpose'; readonly body: Notation }
  | { readonly kind: 'root'; readonly body: Notation }
  | { readonly kind: 'absolute'; readonly body: Notation }
  /** 1 where the condition holds, else 0 (Iverson's bracket). */
  | { readonly kind: 'indicator'; readonly body: Notation }
  | { readonly kind: 'call'; readonly name: string; readonly index?: Index; readonly args: readonly Notation[] }
  /** The sum over all elements, over the rows (i) or over the columns (j). */
  | { readonly kind: 'total'; readonly index?: Index; readonly body: Notation }
  | {
      readonly kind: 'cases';
      readonly yes: Notation;
      readonly condition: Notation;
      readonly no: Notation;
      readonly otherwise: Notation;
    }
  /** Elements of a matrix; `undefined` stands for all rows or all columns. */
  | { readonly kind: 'elements'; readonly base: Notation; readonly row?: Notation; readonly column?: Notation };

export type Sign = '+' | '-' | '<' | '≤' | '>' | '≥' | '=' | '≠';

/** A number times something; two matrices element by element; the product of two matrices. */
export type ProductSort = 'plain' | 'elementwise' | 'matrix';

export type Index = 'i' | 'j';

export const symbol = (name: string): Notation => ({ kind: 'symbol', name });
export const number = (digits: string): Notation => ({ kind: 'number', digits });
export const infix = (left: Notation, sign: Sign, right: Notation): Notation => ({ kind: 'infix', sign, left, right });
export const product = (left: Notation, right: Notation, sort: ProductSort = 'plain'): Notation => ({
  kind: 'product',
  sort,
  left,
  right,
});
export const fraction = (top: Notation, bottom: Notation): Notation => ({ kind: 'fraction', top, bottom });
export const call = (name: string, args: readonly Notation[], index?: Index): Notation => ({
  kind: 'call',
  name,
  args,
  ...(index && { index }),
});

/** Whether there are only numbers in it, no name and no matrix. */
export const isNumeric = (n: Notation): boolean => {
  if (n.kind === 'symbol') return n.name === '…';
  const parts = Object.values(n).flat();
  return n.kind !== 'matrix' && parts.every((part) => typeof part !== 'object' || isNumeric(part));
};
