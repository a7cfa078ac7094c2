import { checkGiven, max } from '@nn/formula';
import type { PooledFlow } from './flow.js';
import type { Layer } from './layer.js';
import { pool2d, pooledImage } from './pool2d.js';
import { type WindowOptions, windowSetting } from './windows.js';

/**
 * The largest number of each window of each channel. [height, width, channels] become [height', width', channels], as with `conv2d`. The stride is the
 * size unless given; what is outside the image never is the largest. Of several largest each gets an equal part of the error
 * (PyTorch gives all to the first).
 * Throws RangeError where a setting is not as it must be, where no image comes in, and where no window fits.
 */
export function maxPool2d(size: number | readonly [number, number], options: WindowOptions = {}): Layer<PooledFlow> {
  const { stride = size, ...others } = checkGiven('maxPool2d', options, '{ stride: 2 }');
  const setting = windowSetting('maxPool2d', size, { stride, ...others });
  return pool2d({
    kind: 'maxPool2d',
    config: { ...setting },
    setting: () => setting,
    outputs: pooledImage,
    join: (places) => max(places, 'eachRow'),
    // A place of the window itself changes nothing about its maximum.
    outside: (window) => window.find((pixel) => pixel >= 0) ?? -1,
  });
}
