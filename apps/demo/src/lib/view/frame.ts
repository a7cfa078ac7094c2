import { linearScale, type Scale } from './plot.js';

type Interval = readonly [from: number, to: number];

/** A rectangle of numbers, where in a drawing it lies, and the way from one to the other and back. */
export interface Frame {
  readonly horizontal: Interval;
  readonly vertical: Interval;
  /** In the drawing. */
  readonly box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly x: Scale;
  readonly y: Scale;
  /** The numbers at a place of the drawing, within the rectangle. */
  numbersAt(x: number, y: number): readonly [number, number];
}

const within = (value: number, [from, to]: Interval) => Math.max(from, Math.min(to, value));

export function frame(horizontal: Interval, vertical: Interval, box: Frame['box']): Frame {
  const [across, up] = [
    [box.left, box.right],
    [box.bottom, box.top],
  ] as const;
  const [h, v] = [linearScale(across, horizontal), linearScale(up, vertical)];
  return {
    horizontal,
    vertical,
    box,
    x: linearScale(horizontal, across),
    y: linearScale(vertical, up),
    numbersAt: (x, y) => [within(h(x), horizontal), within(v(y), vertical)],
  };
}
