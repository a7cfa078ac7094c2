import { mean } from '@nn/formula';
import type { ChannelsFlow } from './flow.js';
import type { Layer } from './layer.js';
import { pool2d } from './pool2d.js';
import { imageOf } from './shape.js';
import { windowSetting } from './windows.js';

/**
 * The mean of each channel over the whole image: [height, width, channels] become channels numbers. Lin, Chen and Yan: Network In Network (2014), section 3.2.
 * Throws RangeError where no image comes in.
 */
export function globalAveragePool(): Layer<ChannelsFlow> {
  return pool2d({
    kind: 'globalAveragePool',
    config: {},
    setting: (inputs) => {
      const [height, width] = imageOf('globalAveragePool', inputs);
      return windowSetting('globalAveragePool', [height, width], {});
    },
    outputs: (inputs) => imageOf('globalAveragePool', inputs)[2],
    join: (places) => mean(places, 'eachRow'),
    outside: () => -1,
  });
}
