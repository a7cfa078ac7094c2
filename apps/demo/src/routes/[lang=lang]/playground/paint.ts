/** The colours of class 1 and of class 0, clear on dark and on light; what is between is left as the ground is. */
const ONE = [46, 125, 196] as const;
const ZERO = [217, 116, 48] as const;
const STRONGEST = 200;

/** Paints values from -scale to scale, one cell a pixel, as a square. What is no number is left out. */
export function paint(canvas: HTMLCanvasElement, values: ArrayLike<number>, scale = 1): void {
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(canvas.width, canvas.height);
  for (let k = 0; k < values.length; k++) {
    const side = Math.max(-1, Math.min(1, values[k]! / scale)) || 0;
    const [red, green, blue] = side > 0 ? ONE : ZERO;
    image.data[4 * k] = red;
    image.data[4 * k + 1] = green;
    image.data[4 * k + 2] = blue;
    image.data[4 * k + 3] = Math.abs(side) * STRONGEST;
  }
  context.putImageData(image, 0, 0);
}

/** The scale by which the largest of these is painted strongest; never below 1. */
export const scaleOf = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 1);
