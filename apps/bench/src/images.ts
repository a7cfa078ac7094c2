import { random } from '@nn/matrix';
import { type Images, mnist } from './mnist.js';

const PIXELS = 784;
const [TRAIN, TEST] = [8000, 1900];

/** Samples as flat numbers: pixels from 0 to 1, and a 1 in the column of the class. */
interface Table {
  readonly x: Float32Array;
  readonly t: Float32Array;
  readonly rows: number;
}

const oneHot = (classes: ArrayLike<number>, rows: number): Float32Array => {
  const t = new Float32Array(rows * 10);
  for (let i = 0; i < rows; i++) t[i * 10 + classes[i]!] = 1;
  return t;
};

/** The first of the images. */
function first(most: number, { x, t }: Images): Table {
  const rows = Math.min(most, x.rows);
  return { x: Float32Array.from(x.data.subarray(0, rows * PIXELS)), t: oneHot(t, rows), rows };
}

/** Images like MNIST's as arithmetic sees them: a fifth of the pixels is not 0, and each class lights some more often than others. */
function madeUp(rows: number, seed: number): Table {
  const rng = random(seed);
  const often = random(0).uniform(10, PIXELS).data;
  const classes = Array.from(rng.uniform(rows, 1).data, (u) => Math.min(9, Math.floor(u * 10)));
  const noise = rng.uniform(rows, PIXELS).data;
  const x = Float32Array.from(noise, (u, i) => {
    const lit = 0.4 * often[classes[Math.floor(i / PIXELS)]! * PIXELS + (i % PIXELS)]!;
    return u < lit ? 1 - u : 0;
  });
  return { x, t: oneHot(classes, rows), rows };
}

/** 8,000 images to train on and others to judge by: MNIST's where NN_MNIST or ../shared/data/mnist has them, else made up. */
export function images(): { about: string; train: Table; test: Table } {
  const found = mnist();
  if (found) return { about: 'images of MNIST', train: first(TRAIN, found.train), test: first(TEST, found.test) };
  return {
    about: 'made-up images (a folder with MNIST can be named by NN_MNIST)',
    train: madeUp(TRAIN, 1),
    test: madeUp(TEST, 2),
  };
}
