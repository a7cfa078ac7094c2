import { HEIGHT, heightOf, placeOf } from './places.js';
import type { LayerReport } from './protocol.js';

/** A neuron by its place. */
export interface Place {
  readonly layer: number;
  readonly unit: number;
}

const widthOf = (weight: number) => Math.min(6, 0.5 + 1.5 * Math.abs(weight)) || 0.5;
const FAINT = 0.15;
const CLEAR = 0.75;

/**
 * Draws the weights as lines from neuron to neuron: the colour says the sign, the width the size. `inputs` says how high the inputs in use are
 * drawn; the weights of a chosen neuron are brought out.
 */
export function drawEdges(
  canvas: HTMLCanvasElement,
  layers: readonly LayerReport[],
  inputs: readonly number[],
  chosen: Place | undefined,
): void {
  const context = canvas.getContext('2d')!;
  const style = getComputedStyle(canvas);
  const [plus, minus] = [style.getPropertyValue('--plus'), style.getPropertyValue('--minus')];
  const scale = canvas.height / HEIGHT;
  const width = canvas.width / scale;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, HEIGHT);
  layers.forEach(({ weight, inputs: count, units }, layer) => {
    const from = placeOf(layer, layers.length + 1) * width;
    const to = placeOf(layer + 1, layers.length + 1) * width;
    const middle = (from + to) / 2;
    weight.forEach((value, k) => {
      const [i, unit] = [Math.floor(k / units), k % units];
      const start = layer === 0 ? inputs[i]! : heightOf(i, count);
      const end = heightOf(unit, units);
      context.globalAlpha = !chosen || (chosen.layer === layer && chosen.unit === unit) ? CLEAR : FAINT;
      context.strokeStyle = value < 0 ? minus : plus;
      context.lineWidth = widthOf(value);
      context.beginPath();
      context.moveTo(from, start);
      context.bezierCurveTo(middle, start, middle, end, to, end);
      context.stroke();
    });
  });
}
