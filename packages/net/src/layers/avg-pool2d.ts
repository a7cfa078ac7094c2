import { checkGiven, mean } from '@nn/formula';
import type { PooledFlow } from './flow.js';
import type { Layer } from './layer.js';
import { pool2d, pooledImage } from './pool2d.js';
import { type WindowOptions, windowSetting } from './windows.js';

/**
 * The mean of each window of each channel: [height, width, channels] become [height', width', channels], as with `conv2d`. The stride is the size unless given; what is outside the
 * image counts as 0, as PyTorch's AvgPool2d has it.
 * Throws RangeError where a setting is not as it must be, where no image comes in, and where no window fits.
 */
export function avgPool2d(size: number | readonly [number, number], options: WindowOptions = {}): Layer<PooledFlow> {
  const { stride = size, ...others } = checkGiven('avgPool2d', options, '{ stride: 2 }');
  const setting = windowSetting('avgPool2d', size, { stride, ...others });
  return pool2d({
    kind: 'avgPool2d',
    config: { ...setting },
    setting: () => setting,
    outputs: pooledImage,
    join: (places) => mean(places, 'eachRow'),
    outside: () => -1,
  });
}
