/** The colours of an output of 1 and of 0, which are clear on dark and on light; one half is left as the ground is. */
const ONE = [46, 125, 196] as const;
const ZERO = [217, 116, 48] as const;
const STRONGEST = 190;

/** Paints outputs, a row of the canvas after the other; beyond 0 and 1 the colour stays. */
export function paint(canvas: HTMLCanvasElement, outputs: ArrayLike<number>, count: number): void {
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(count, count);
  for (let k = 0; k < count * count; k++) {
    const side = Math.max(-1, Math.min(1, 2 * outputs[k]! - 1));
    image.data.set([...(side > 0 ? ONE : ZERO), Math.round(Math.abs(side) * STRONGEST)], 4 * k);
  }
  context.putImageData(image, 0, 0);
}
