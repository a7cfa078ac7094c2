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
  readonly outside: (window: readonly number[]) => number;
}

/** A layer that makes one number of each window of each channel: a gather, one window a row, and a reduction. */
export function pool2d({ kind, config, setting, outputs, join, outside }: Pooling): Layer {
  const placed = lastCall((inputs: SampleShape) => {
    const [rows, cols, channels] = imageOf(kind, inputs);
    const found = windows(kind, [rows, cols], setting(inputs));
    const values = found.pixels.flatMap((window) =>
      Array.from({ length: channels }, (_, c) => c).flatMap((c) =>
        window
          .map((pixel) => (pixel < 0 ? outside(window) : pixel))
          .map((pixel) => (pixel < 0 ? -1 : pixel * channels + c)),
      ),
    );
    const numbers = found.pixels.length * channels;
    return { found, numbers, size: values.length / numbers, index: table(1, values.length, values) };
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
