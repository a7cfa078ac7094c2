import type { Matrix } from '@nn/matrix';
import type { Layer, SampleShape } from '@nn/net';
import { type Tensor, transposed } from './tensors.js';

/**
 * How the numbers of a sample are arranged in PyTorch: all in one `row`; by its shape, channels `last`, as here; or channels `first`, as PyTorch's layers for images want them. Of a plain
 * sample all are the same.
 */
export type Arrangement = 'row' | 'last' | 'first';

/** A module of an nn.Sequential: how Python writes it, and its tensors by their names. */
export interface TorchModule {
  readonly code: string;
  readonly tensors?: Readonly<Record<string, Tensor>>;
}

/** What PyTorch makes a layer of: modules that take an arrangement ('any' that is there) and give one, the same unless said. Or why not. */
export type Translation =
  | { readonly takes: Arrangement | 'any'; readonly gives?: Arrangement; readonly modules: readonly TorchModule[] }
  | string;

/** A layer where it stands: what comes in, and its numbers by their names. */
interface Place {
  readonly layer: Layer;
  readonly inputs: SampleShape;
  readonly held: Readonly<Record<string, Matrix>>;
}

/** What the configs of windows hold. */
interface Windows {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number] | 'same';
  readonly dilation: readonly [number, number];
}

const pair = ([a, b]: readonly [number, number]) => `(${a}, ${b})`;
const truth = (value: boolean) => (value ? 'True' : 'False');
const row = ({ data }: Matrix): Tensor => ({ shape: [data.length], data: Float32Array.from(data) });
const channelsOf = (shape: SampleShape) => (typeof shape === 'number' ? shape : shape.at(-1)!);

/** Around an image, in the order of PyTorch: left, right, top, bottom. */
function around([height, width]: readonly number[], { size, stride, padding, dilation }: Windows): readonly number[] {
  const along = (extent: number, d: 0 | 1): readonly [number, number] => {
    if (padding !== 'same') return [padding[d], padding[d]];
    const reach = (size[d] - 1) * dilation[d] + 1;
    const total = Math.max(0, (Math.ceil(extent / stride[d]) - 1) * stride[d] + reach - extent);
    return [Math.floor(total / 2), total - Math.floor(total / 2)];
  };
  return [...along(width!, 1), ...along(height!, 0)];
}

/** What stands around an image that does not fill its windows, as a module of its own: PyTorch's paddings are the same on both sides. */
function padded({ inputs }: Place, windows: Windows, value: string): TorchModule[] {
  const sizes = around(inputs as readonly number[], windows);
  return sizes.some((n) => n > 0) ? [{ code: `nn.ConstantPad2d((${sizes.join(', ')}), ${value})` }] : [];
}

const windowsOf = ({ layer }: Place) => layer.config as unknown as Windows;

/** Whether a window may lie outside the image altogether, where PyTorch has another answer. */
const outside = ({ size, padding, dilation }: Windows) =>
  padding !== 'same' && ([0, 1] as const).some((d) => padding[d] > (size[d] - 1) * dilation[d]);

function conv2d(place: Place): Translation {
  const windows = windowsOf(place);
  const { size, stride, dilation } = windows;
  const { weight, bias } = place.held;
  const [channels, filters] = [channelsOf(place.inputs), weight!.cols];
  const places = size[0] * size[1];
  // [(place, channel), filter] becomes [filter, channel, place].
  const kernel = Float32Array.from({ length: weight!.data.length }, (_, k) => {
    const [filter, channel, at] = [Math.floor(k / (channels * places)), Math.floor(k / places) % channels, k % places];
    return weight!.data[(at * channels + channel) * filters + filter]!;
  });
  const settings = `stride=${pair(stride)}, dilation=${pair(dilation)}, bias=${truth(bias !== undefined)}`;
  return {
    takes: 'first',
    modules: [
      ...padded(place, windows, '0.0'),
      {
        code: `nn.Conv2d(${channels}, ${filters}, ${pair(size)}, ${settings})`,
        tensors: { weight: { shape: [filters, channels, ...size], data: kernel }, ...(bias && { bias: row(bias) }) },
      },
    ],
  };
}

function maxPool2d(place: Place): Translation {
  const windows = windowsOf(place);
  if (outside(windows)) return 'maxPool2d whose windows may lie outside the image';
  const { size, stride, dilation } = windows;
  const pool = `nn.MaxPool2d(${pair(size)}, stride=${pair(stride)}, dilation=${pair(dilation)})`;
  return { takes: 'first', modules: [...padded(place, windows, 'float("-inf")'), { code: pool }] };
}

function avgPool2d(place: Place): Translation {
  const windows = windowsOf(place);
  if (windows.dilation.some((n) => n !== 1)) return 'avgPool2d with dilation';
  const pool = `nn.AvgPool2d(${pair(windows.size)}, stride=${pair(windows.stride)})`;
  return { takes: 'first', modules: [...padded(place, windows, '0.0'), { code: pool }] };
}

function batchNorm({ inputs, held, layer }: Place): Translation {
  const sizes = typeof inputs === 'number' ? 1 : inputs.length;
  if (sizes !== 1 && sizes !== 3) return `batchNorm of ${sizes} sizes`;
  const { scale, shift, mean, variance } = held;
  const { epsilon, momentum } = layer.config;
  return {
    takes: 'first',
    modules: [
      {
        code: `nn.BatchNorm${sizes === 1 ? 1 : 2}d(${channelsOf(inputs)}, eps=${epsilon}, momentum=${momentum})`,
        tensors: { weight: row(scale!), bias: row(shift!), running_mean: row(mean!), running_var: row(variance!) },
      },
    ],
  };
}

function prelu({ inputs, held, layer }: Place): Translation {
  const { slope } = held;
  const one = layer.config.slopes === 'one';
  if (!one && typeof inputs !== 'number' && inputs.length !== 3) return `prelu by channels of ${inputs.length} sizes`;
  const module = { code: `nn.PReLU(${slope!.cols})`, tensors: { weight: row(slope!) } };
  return { takes: one ? 'any' : 'first', modules: [module] };
}

/** By kind: what PyTorch makes of the layers of @nn/net, before their activations. */
const kinds: Readonly<Record<string, (place: Place) => Translation>> = {
  activate: () => ({ takes: 'any', modules: [] }),
  avgPool2d,
  batchNorm,
  conv2d,
  dense: ({ held: { weight, bias } }) => ({
    takes: 'row',
    modules: [
      {
        code: `nn.Linear(${weight!.rows}, ${weight!.cols}, bias=${truth(bias !== undefined)})`,
        tensors: { weight: transposed(weight!), ...(bias && { bias: row(bias) }) },
      },
    ],
  }),
  dropout: ({ layer }) => ({ takes: 'any', modules: [{ code: `nn.Dropout(${layer.config.rate})` }] }),
  embedding: ({ held: { weight } }) => ({
    takes: 'row',
    gives: 'last',
    modules: [
      { code: 'Whole()' },
      {
        code: `nn.Embedding(${weight!.rows}, ${weight!.cols})`,
        tensors: { weight: { shape: [weight!.rows, weight!.cols], data: Float32Array.from(weight!.data) } },
      },
    ],
  }),
  flatten: () => ({ takes: 'row', modules: [] }),
  globalAveragePool: () => ({
    takes: 'first',
    gives: 'row',
    modules: [{ code: 'nn.AdaptiveAvgPool2d(1)' }, { code: 'nn.Flatten()' }],
  }),
  layerNorm: ({ inputs, held: { scale, shift }, layer }) => ({
    takes: 'last',
    modules: [
      {
        code: `nn.LayerNorm(${channelsOf(inputs)}, eps=${layer.config.epsilon})`,
        tensors: { weight: row(scale!), bias: row(shift!) },
      },
    ],
  }),
  maxPool2d,
  prelu,
  reshape: () => ({ takes: 'row', modules: [] }),
};

/** What PyTorch makes of a layer; where it cannot be a module of an nn.Sequential, what it is. */
export const translated = (place: Place): Translation =>
  Object.hasOwn(kinds, place.layer.kind) ? kinds[place.layer.kind]!(place) : place.layer.kind;

/** From one arrangement of a sample of this shape to another. */
export function rearranged(shape: SampleShape, from: Arrangement, to: Arrangement): TorchModule[] {
  if (from === to || typeof shape === 'number' || shape.length === 1) return [];
  const sizes = `(${shape.join(', ')})`;
  const toRow = { row: [], last: ['nn.Flatten()'], first: ['Row()'] }[from];
  const fromRow = { row: [], last: [`nn.Unflatten(1, ${sizes})`], first: [`Image${sizes}`] }[to];
  return [...toRow, ...fromRow].map((code) => ({ code }));
}
