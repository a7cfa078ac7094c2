import { checkOption } from '@nn/formula';

/** How windows lie on an image. */
export interface WindowOptions {
  /** How far a window is from the next: one number, or [down, across]. */
  readonly stride?: number | readonly [number, number];
  /** Rows and columns of zeros around the image: one number, [above and below, left and right], or 'same': as many as make the output ceil(size / stride). */
  readonly padding?: number | readonly [number, number] | 'same';
  /** How far the places of one window are from each other; 1: side by side. */
  readonly dilation?: number | readonly [number, number];
}

/** Windows of one size as a layer has them: both directions apart. */
export interface WindowSetting {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number] | 'same';
  readonly dilation: readonly [number, number];
}

/** The windows of an image. */
export interface Windows {
  /** How many there are, downwards and across. */
  readonly height: number;
  readonly width: number;
  /** How many places each has. */
  readonly places: number;
  /** The pixels of all, window after window, row by row in it; -1 outside the image. */
  readonly pixels: Int32Array;
}

const both = (value: number | readonly [number, number]): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;

/** Throws RangeError where a setting is not as it must be. */
export function windowSetting(
  layer: string,
  size: number | readonly [number, number],
  { stride = 1, padding = 0, dilation = 1 }: WindowOptions,
): WindowSetting {
  const check = (name: string, value: unknown, least: number) => {
    const pair = Array.isArray(value) ? value : [value, value];
    const fits = pair.length === 2 && pair.every((n) => Number.isInteger(n) && n >= least);
    checkOption(`${layer}: ${name}`, value, `a whole number from ${least}, or two of them`, fits, 'number or list');
  };
  check('size', size, 1);
  check('stride', stride, 1);
  check('dilation', dilation, 1);
  if (padding !== 'same') check('padding', padding, 0);
  return {
    size: both(size),
    stride: both(stride),
    padding: padding === 'same' ? padding : both(padding),
    dilation: both(dilation),
  };
}

/** Along one direction: how many windows, and where the first begins. */
function along(layer: string, extent: number, d: 0 | 1, { size, stride, padding, dilation }: WindowSetting) {
  const reach = (size[d] - 1) * dilation[d] + 1;
  if (padding === 'same') {
    const count = Math.ceil(extent / stride[d]);
    return { count, begin: -Math.floor(Math.max(0, (count - 1) * stride[d] + reach - extent) / 2) };
  }
  const count = Math.floor((extent + 2 * padding[d] - reach) / stride[d]) + 1;
  if (count >= 1) return { count, begin: -padding[d] };
  throw new RangeError(
    `${layer}: a window of ${reach} ${d === 0 ? 'rows' : 'columns'} does not fit into an image of ${extent} with ${padding[d]} around it; take a smaller size, or padding: 'same'`,
  );
}

/** Numbers that all windows may look up together: they stand in a table, and no image that networks are trained on here needs more. */
const MOST_NUMBERS = 2 ** 23;

/** The windows of an image of this size. Throws RangeError where not one fits, or where they would look up too many numbers. */
export function windows(
  layer: string,
  [rows, cols, channels]: readonly [height: number, width: number, channels: number],
  setting: WindowSetting,
): Windows {
  const [down, across] = [along(layer, rows, 0, setting), along(layer, cols, 1, setting)];
  const { size, stride, dilation } = setting;
  const places = size[0] * size[1];
  const numbers = down.count * across.count * places * channels;
  if (numbers > MOST_NUMBERS) {
    throw new RangeError(
      `${layer}: ${down.count} x ${across.count} windows of ${size[0]} x ${size[1]} x ${channels} look up ${numbers} numbers, expected at most ${MOST_NUMBERS}; take smaller images, less padding or a larger stride`,
    );
  }
  const pixels = new Int32Array(down.count * across.count * places);
  let at = 0;
  for (let i = 0; i < down.count; i++) {
    for (let j = 0; j < across.count; j++) {
      for (let di = 0; di < size[0]; di++) {
        for (let dj = 0; dj < size[1]; dj++) {
          const r = down.begin + i * stride[0] + di * dilation[0];
          const c = across.begin + j * stride[1] + dj * dilation[1];
          pixels[at++] = r >= 0 && r < rows && c >= 0 && c < cols ? r * cols + c : -1;
        }
      }
    }
  }
  return { height: down.count, width: across.count, places, pixels };
}
