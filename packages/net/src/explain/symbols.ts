const SHORT: Readonly<Record<string, string>> = { weight: 'W', bias: 'b' };
/** Names that are taken: what a layer computes, and derivatives. */
const TAKEN = /^(W|b|y|z|e|d.*)$/;

/** How formulas call a parameter or buffer of a layer: W_0, b_0, mean_1; by its full name where that would be taken for something else. */
export function parameterSymbol(layer: number, name: string, full: string): string {
  const short = Object.hasOwn(SHORT, name) ? SHORT[name]! : TAKEN.test(name) ? undefined : name;
  return short !== undefined && /^[A-Za-z]+$/.test(short) ? `${short}_${layer}` : full;
}

/** What a value becomes. */
export const next = (symbol: string): string => `${symbol}'`;
/** The derivative of the loss by a parameter, or a slot of the optimizer that runs along with it: dW_0, mW_0. */
export const along = (what: string, symbol: string): string => `${what}${symbol}`;
