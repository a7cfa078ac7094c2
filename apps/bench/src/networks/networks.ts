import { conv2d, dense, dropout, type Layer, maxPool2d, type NetworkOptions, relu, softmax } from '@nn/net';
import { type Data, mnistImages, plainDigits, standardizedDigits } from './data.js';

/** A network that PyTorch trains too, in tools/reference/accuracy.py. All that is not said here is the default of `network`, `fit` and `adam`. */
export interface LearningTask {
  readonly name: string;
  readonly about: string;
  /** The part of the test images that must be right after the last epoch, in the mean over the seeds. */
  readonly goal?: number;
  readonly epochs: number;
  readonly inputs: NetworkOptions['inputs'];
  readonly layers: () => Layer[];
  /** Undefined where the data is not there. */
  readonly data: (seed: number) => Data | undefined;
}

export const SEEDS = 5;

export const learningTasks: readonly LearningTask[] = [
  {
    name: 'digits, standardized',
    about: '64-256-10 with dropout(0.15) and dropout(0.4), the network of the README',
    goal: 0.98,
    epochs: 60,
    inputs: 64,
    layers: () => [dropout(0.15), dense(256, relu), dropout(0.4), dense(10, softmax)],
    data: standardizedDigits,
  },
  {
    name: 'digits',
    about: '64-256-10',
    goal: 0.98,
    epochs: 60,
    inputs: 64,
    layers: () => [dense(256, relu), dense(10, softmax)],
    data: plainDigits,
  },
  {
    name: 'digits, convolutional',
    about: 'conv2d(32, 3), maxPool2d(2), dropout(0.25), dense(10)',
    goal: 0.98,
    epochs: 40,
    inputs: [8, 8, 1],
    layers: () => [conv2d(32, 3, relu), maxPool2d(2), dropout(0.25), dense(10, softmax)],
    data: plainDigits,
  },
  {
    name: 'MNIST, dense',
    about: '784-128-10',
    goal: 0.96,
    epochs: 20,
    inputs: 784,
    layers: () => [dense(128, relu), dense(10, softmax)],
    data: mnistImages,
  },
  {
    name: 'MNIST, convolutional',
    about: 'conv2d(16, 3), maxPool2d(2), conv2d(32, 3), maxPool2d(2), dropout(0.25), dense(10)',
    goal: 0.98,
    epochs: 10,
    inputs: [28, 28, 1],
    layers: () => [
      conv2d(16, 3, relu),
      maxPool2d(2),
      conv2d(32, 3, relu),
      maxPool2d(2),
      dropout(0.25),
      dense(10, softmax),
    ],
    data: mnistImages,
  },
];
