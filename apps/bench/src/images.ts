import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readIdx } from '@nn/data';
import { random } from '@nn/matrix';
import { repository } from './paths.js';

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

function mnist(folder: string): { train: Table; test: Table } | undefined {
  const read = (name: string) => {
    const path = [`${name}.gz`, name].map((file) => join(folder, file)).find((file) => existsSync(file));
    if (!path) return undefined;
    const bytes = readFileSync(path);
    return readIdx(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  };
  const table = (part: string, most: number): Table | undefined => {
    const [x, labels] = [read(`${part}-images-idx3-ubyte`), read(`${part}-labels-idx1-ubyte`)];
    if (!x || !labels) return undefined;
    const rows = Math.min(most, x.rows);
    return {
      x: Float32Array.from(x.data.subarray(0, rows * PIXELS), (p) => p / 255),
      t: oneHot(labels.data, rows),
      rows,
    };
  };
  const [train, test] = [table('train', TRAIN), table('t10k', TEST)];
  return train && test && { train, test };
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
  const folder = process.env.NN_MNIST ?? join(repository, '..', 'shared', 'data', 'mnist');
  const found = mnist(folder);
  if (found) return { about: 'images of MNIST', ...found };
  return {
    about: 'made-up images (a folder with MNIST can be named by NN_MNIST)',
    train: madeUp(TRAIN, 1),
    test: madeUp(TEST, 2),
  };
}
