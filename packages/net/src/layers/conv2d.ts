import { add, checkCount, checkGiven, type Expr, gather, matmul, reshape, table } from '@nn/formula';
import type { Dim } from '@nn/matrix';
import type { Activation } from '../activations/activation.js';
import { linear } from '../activations/linear.js';
import { zeros } from '../init/constant.js';
import type { Initializer } from '../init/initializer.js';
import { usualInit } from '../init/usual.js';
import { regularizationConfig } from '../regularization/config.js';
import { checkActivation } from './check-activation.js';
import { checkWeights } from './check-weights.js';
import type { WeightOptions } from './dense.js';
import type { ImageFlow } from './flow.js';
import { lastCall } from './last-call.js';
import type { Layer, Regularization } from './layer.js';
import { imageOf, type SampleShape } from './shape.js';
import { type WindowOptions, windowSetting, windows } from './windows.js';

/**
 * A convolution over images, then the activation. As everywhere in this field it is a cross-correlation:
 * y[i, j, f] = sum over di, dj, c of x[i + di, j + dj, c] W[(di, dj, c), f] + b[f]. Images of [height, width, channels] become
 * [height', width', filters], height' = floor((height + 2 padding - reach) / stride) + 1 with reach = (size - 1) dilation + 1.
 * W is (size size channels) x filters, b 1 x filters. Stride 1, no padding and no dilation unless given, as PyTorch's Conv2d, whose weight [filters, channels, size, size] is this one in another order. LeCun et al.: Gradient-Based Learning (1998).
 *
 * It is one product: its first factor has the window of a position in each row, and is read from the image where it is multiplied.
 * Throws RangeError (TypeError for another kind) where a setting is not as it must be, where no image comes in, and where no window fits.
 */
export function conv2d<const Filters extends number>(
  filters: Filters,
  size: number | readonly [number, number],
  activation: Activation = linear,
  options: WindowOptions & WeightOptions = {},
): Layer<ImageFlow<Dim<Filters>>> {
  checkCount('conv2d: filters', filters);
  checkActivation('conv2d', activation);
  const {
    stride,
    padding,
    dilation,
    init = usualInit(activation),
    bias = true,
    penalty,
    constraint,
  } = checkGiven('conv2d', options, "{ padding: 'same' }");
  const regularization: Regularization = { penalty, constraint };
  checkWeights('conv2d', { init, bias, ...regularization });
  const setting = windowSetting('conv2d', size, {
    ...(stride !== undefined && { stride }),
    ...(padding !== undefined && { padding }),
    ...(dilation !== undefined && { dilation }),
  });
  // A pixel is under each place of the kernel once.
  const spread: Initializer = (rows, cols, random) =>
    init(rows, cols, random, cols * setting.size[0] * setting.size[1]);
  const width = (inputs: SampleShape) => setting.size[0] * setting.size[1] * imageOf('conv2d', inputs)[2];
  const placed = lastCall((inputs: SampleShape) => {
    const image = imageOf('conv2d', inputs);
    const [, , channels] = image;
    const { height, width, pixels } = windows('conv2d', image, setting);
    const values: number[] = [];
    for (const pixel of pixels) for (let c = 0; c < channels; c++) values.push(pixel < 0 ? -1 : pixel * channels + c);
    return { height, width, positions: height * width, index: table(1, values.length, values) };
  });
  return {
    kind: 'conv2d',
    activation,
    config: { filters, ...setting, bias, ...regularizationConfig(regularization) },
    outputs: (inputs) => [placed(inputs).height, placed(inputs).width, filters],
    parameters: (inputs) => [
      { name: 'weight', rows: width(inputs), cols: filters, init: spread, ...regularization },
      ...(bias ? [{ name: 'bias', rows: 1, cols: filters, init: zeros }] : []),
    ],
    forward: (x, { weight, bias: b }, { inputs }) => {
      const { positions, index } = placed(inputs);
      const product: Expr = matmul(reshape(gather(x, index, 'columns'), width(inputs)), weight!);
      return reshape(b ? add(product, b) : product, positions * filters);
    },
  };
}
