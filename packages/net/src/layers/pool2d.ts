import { type Expr, gather, reshape, table } from '@nn/formula';
import { lastCall } from './last-call.js';
import type { Layer } from './layer.js';
import { imageOf, type SampleShape } from './shape.js';
import { type WindowSetting, type Windows, windows } from './windows.js';

/** How a pooling layer joins the places of a window: `join` makes one number of each row; `outside` says which place stands for one that is outside the image. */
export interface Pooling {
  readonly kind: string;
  readonly config: Layer['config'];
  readonly setting: (inputs: SampleShape) => WindowSetting;
  readonly outputs: (inputs: SampleShape, found: Windows) => SampleShape;
  readonly join: (places: Expr) => Expr;
  readonly outside: (window: Int32Array) => number;
}

/** A layer that makes one number of each window of each channel: a gather, one window a row, and a reduction. */
export function pool2d({ kind, config, setting, outputs, join, outside }: Pooling): Layer {
  const placed = lastCall((inputs: SampleShape) => {
    const image = imageOf(kind, inputs);
    const [, , channels] = image;
    const found = windows(kind, image, setting(inputs));
    const { places, pixels } = found;
    const values: number[] = [];
    for (let at = 0; at < pixels.length; at += places) {
      const window = pixels.subarray(at, at + places);
      const other = outside(window);
      for (let c = 0; c < channels; c++) {
        for (const there of window) {
          const pixel = there < 0 ? other : there;
          values.push(pixel < 0 ? -1 : pixel * channels + c);
        }
      }
    }
    return { found, numbers: values.length / places, size: places, index: table(1, values.length, values) };
  });
  return {
    kind,
    config,
    outputs: (inputs) => outputs(inputs, placed(inputs).found),
    parameters: () => [],
    forward: (x, _, { inputs }) => {
      const { numbers, size, index } = placed(inputs);
      return reshape(join(reshape(gather(x, index, 'columns'), size)), numbers);
    },
  };
}

/** [height, width, channels] of as many windows as there are. */
export const pooledImage: Pooling['outputs'] = (inputs, { height, width }) => [
  height,
  width,
  imageOf('pool2d', inputs)[2],
];
