/** From numbers to places in a drawing, along one axis. */
export type Scale = (value: number) => number;

/** The straight scale that takes `from[0]` to `to[0]` and `from[1]` to `to[1]`. */
export const linearScale = ([a, b]: readonly [number, number], [to, end]: readonly [number, number]): Scale => {
  const slope = b === a ? 0 : (end - to) / (b - a);
  return (value) => to + (value - a) * slope;
};

/** The smallest of 1, 2, 5, 10, 20, … times a power of ten that is not below `value`. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((digit) => digit * power >= value) ?? 10) * power;
}

/** An SVG path through points. */
export const pathOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** At most `most` of the values, evenly chosen with the last one kept, each with its place. */
export function thinned(values: readonly number[], most = 400): (readonly [number, number])[] {
  const stride = Math.max(1, Math.ceil(values.length / most));
  return values.flatMap((value, i) => (i % stride === 0 || i === values.length - 1 ? [[i, value] as const] : []));
}
