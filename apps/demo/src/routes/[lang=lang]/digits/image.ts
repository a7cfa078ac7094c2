/** From strokes to an image as those that the network has learnt from. */

type Place = readonly [x: number, y: number];

/** The places that a pen came through, one after the other. */
export type Stroke = readonly Place[];

/** Images are 8 by 8 pixels; each counts the dots of ink among its 4 by 4. */
export const SIDE = 8;
export const PIXELS = SIDE * SIDE;
const BLOCK = 4;
/** A pixel that is all ink. */
export const FULL = BLOCK * BLOCK;

const GRID = SIDE * BLOCK;
/** The digits of the data fill the whole height, and no more of the width than this. */
const WIDEST = 22;
/** What lies rather than stands is no digit, and is not blown up to the whole height. */
const FLATTEST = 2;
/** Whatever the digit, about as many of its 1024 dots are ink: narrow ones are written thicker. */
const INK = 300;
const [THINNEST, THICKEST] = [3, 9];

/** The distance of a place from the line between two others. */
function distance([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Moves and scales strokes so that, drawn with so thick a pen, they fill the height and stand in the middle; too wide ones are squeezed. */
function fitted(strokes: readonly Stroke[], pen: number): readonly Stroke[] {
  const places = strokes.flat();
  const [left, right] = [Math.min(...places.map(([x]) => x)), Math.max(...places.map(([x]) => x))];
  const [top, bottom] = [Math.min(...places.map(([, y]) => y)), Math.max(...places.map(([, y]) => y))];
  const [width, height] = [right - left, bottom - top];
  const up = (GRID - pen) / Math.max(1, height, width / FLATTEST);
  const across = Math.min(up, (WIDEST - pen) / Math.max(1, width));
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [GRID / 2 + (x - (left + right) / 2) * across, GRID / 2 + (y - (top + bottom) / 2) * up]),
  );
}

/** Which of the 32 by 32 dots are ink. */
function dots(strokes: readonly Stroke[], pen: number): boolean[] {
  const lines = strokes.flatMap((stroke) => stroke.map((place, i) => [stroke[i - 1] ?? place, place] as const));
  return Array.from({ length: GRID * GRID }, (_, k) => {
    const dot: Place = [(k % GRID) + 0.5, Math.floor(k / GRID) + 0.5];
    return lines.some(([from, to]) => distance(dot, from, to) <= pen / 2);
  });
}

const inkOf = (all: readonly boolean[]) => all.filter(Boolean).length;

/** The image of strokes: cropped, scaled and inked as the data are, then counted in blocks. All 0 where nothing is drawn. */
export function imageOf(strokes: readonly Stroke[]): readonly number[] {
  const counts = new Array<number>(PIXELS).fill(0);
  if (strokes.flat().length === 0) return counts;
  let [low, high] = [THINNEST, THICKEST];
  while (high - low > 0.25) {
    const pen = (low + high) / 2;
    if (inkOf(dots(fitted(strokes, pen), pen)) < INK) low = pen;
    else high = pen;
  }
  dots(fitted(strokes, high), high).forEach((isInk, k) => {
    const [row, column] = [Math.floor(k / GRID / BLOCK), Math.floor((k % GRID) / BLOCK)];
    if (isInk) counts[row * SIDE + column]!++;
  });
  return counts;
}
