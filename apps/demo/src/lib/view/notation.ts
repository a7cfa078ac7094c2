import { type Formula, input, mathml } from '@nn/formula';

/** What stands on the left of an equation, where no formula says it. MathML. */
const inner = (name: string) => mathml(input(name)).replace(/<\/?math[^>]*>/g, '');
const math = (body: string) => `<math xmlns="http://www.w3.org/1998/Math/MathML">${body}</math>`;

/** w₁ */
export const symbol = (name: string): string => math(inner(name));

/** ∂E/∂w₁ */
export const partial = (of: string, by: string): string =>
  math(`<mfrac><mrow><mo>∂</mo>${inner(of)}</mrow><mrow><mo>∂</mo>${inner(by)}</mrow></mfrac>`);

/** A formula with its numbers in place, as a page has room for. */
export const withNumbers = <Names extends string>(
  f: Formula<Names>,
  values: Readonly<Record<Names, number>>,
  digits = 3,
): string => {
  // A formula takes no values that it does not know, so a record with more of them may be given.
  const own = Object.fromEntries(f.names.map((name) => [name, values[name]])) as Record<Names, number>;
  return mathml(f, { values: own, digits });
};

/** Two pieces of notation side by side, as a product. */
export const product = (left: string, right: string): string =>
  math([left, right].map((side) => side.replace(/<\/?math[^>]*>/g, '')).join('<mo>⋅</mo>'));
