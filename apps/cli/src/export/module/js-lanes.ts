import type { DoubleLanes, Lanes, StorageLanes } from '@nn/formula';

/** A number as JavaScript writes it. */
export const literal = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** Lines of JavaScript, each of which names a value. */
class Lines {
  readonly list: string[] = [];

  name(expression: string): string {
    const name = `v${this.list.length}`;
    this.list.push(`const ${name} = ${expression};`);
    return name;
  }
}

function arithmetic(lines: Lines, rounded: (expression: string) => string): Lanes<string, string> {
  const name = (expression: string) => lines.name(expression);
  return {
    constant: (value) => (value < 0 || Object.is(value, -0) ? `(${literal(value)})` : literal(value)),
    add: (a, b) => name(rounded(`${a} + ${b}`)),
    sub: (a, b) => name(rounded(`${a} - ${b}`)),
    mul: (a, b) => name(rounded(`${a} * ${b}`)),
    div: (a, b) => name(rounded(`${a} / ${b}`)),
    sqrt: (a) => name(rounded(`Math.sqrt(${a})`)),
    abs: (a) => name(`Math.abs(${a})`),
    neg: (a) => name(`-${a}`),
    min: (a, b) => name(`Math.min(${a}, ${b})`),
    max: (a, b) => name(`Math.max(${a}, ${b})`),
    less: (a, b) => name(`${a} < ${b}`),
    lessOrEqual: (a, b) => name(`${a} <= ${b}`),
    equal: (a, b) => name(`${a} === ${b}`),
    select: (mask, yes, no) => name(`${mask} ? ${yes} : ${no}`),
  };
}

/** The parts of a double: what @nn/formula's lanes of doubles do, as the module's own functions `nearest`, `powerOfTwo`, `exponent` and `significand`. */
const double = (lines: Lines): DoubleLanes<string, string> => ({
  ...arithmetic(lines, (expression) => expression),
  round: (a) => lines.name(`nearest(${a})`),
  powerOfTwo: (k) => lines.name(`powerOfTwo(${k})`),
  exponent: (x) => lines.name(`exponent(${x})`),
  significand: (x) => lines.name(`significand(${x})`),
});

/** An arithmetic that writes JavaScript: what a formula means, in the storage type of the module (`round` makes its numbers). */
export type JsLanes = StorageLanes<string, string>;

/**
 * The body of a function of JavaScript that computes what `compute` does, to the bit: the same formula that computes everywhere, written down. Constants of the storage
 * type are rounded by `rounded`.
 */
export function body(compute: (lanes: JsLanes) => string, rounded: (value: number) => number): string[] {
  const lines = new Lines();
  const storage = arithmetic(lines, (expression) => `round(${expression})`);
  const lanes: JsLanes = {
    ...storage,
    constant: (value) => storage.constant(rounded(value)),
    inDouble: (f, ...x) => lines.name(`round(${f(double(lines), ...x)})`),
  };
  const result = compute(lanes);
  return [...lines.list, `return ${result};`];
}
