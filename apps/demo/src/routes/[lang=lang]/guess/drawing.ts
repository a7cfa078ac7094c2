/** The drawing of the network, in the units of its viewBox. */
export const VIEW = { width: 480, height: 276 } as const;
export const OUTPUT = { x: 330, y: 138, r: 36 } as const;
export const TARGET = { x: 440, y: 138, r: 30 } as const;

/** How far along its line the handle of a weight stands. */
const HANDLE = 0.42;

/** The line of a weight, one of so many: where it begins, and where its handle stands. */
export function lineOf(i: number, count: number) {
  const gap = Math.min(170, 222 / Math.max(1, count - 1));
  const from = { x: 34, y: OUTPUT.y + (i - (count - 1) / 2) * gap };
  return {
    from,
    handle: { x: from.x + HANDLE * (OUTPUT.x - from.x), y: from.y + HANDLE * (OUTPUT.y - from.y) },
  };
}

/** How thick a weight is drawn: thicker the larger, and never out of sight. */
export const thickness = (weight: number): number => Math.min(16, 1.5 + 2 * Math.abs(weight));

/** Each weight has its colour wherever it shows: for lines and areas, and for text. */
export const colours = [
  { fill: 'var(--plus)', ink: 'var(--plus-ink)' },
  { fill: 'var(--minus)', ink: 'var(--minus-ink)' },
  { fill: 'var(--slope)', ink: 'var(--slope)' },
  { fill: 'var(--edge)', ink: 'var(--muted)' },
] as const;

/** Values laid end to end from 0, what is above 0 to one side and what is below to the other: [from, to] of each. */
export function stacked(values: readonly number[]): (readonly [number, number])[] {
  let [above, below] = [0, 0];
  return values.map((value) => {
    const from = value < 0 ? below : above;
    if (value < 0) below += value;
    else above += value;
    return [from, from + value] as const;
  });
}

/** The least and the most of some numbers, 0 among them. */
export const span = (values: readonly number[]): readonly [number, number] => [
  Math.min(0, ...values),
  Math.max(0, ...values),
];
