import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readIdx } from '@nn/data';
import { fromData, type Matrix } from '@nn/matrix';
import { repository } from './paths.js';

/** Images with pixels from 0 to 1, one a row, and the class of each. */
export interface Images {
  readonly x: Matrix;
  readonly t: Int32Array;
}

/** Where MNIST is looked for. */
export const mnistFolder = process.env.NN_MNIST ?? join(repository, '..', 'shared', 'data', 'mnist');

/** The images of MNIST, as many as the files hold; undefined where `mnistFolder` has not all four, gzipped or unpacked. */
export function mnist(): { train: Images; test: Images } | undefined {
  const read = (name: string) => {
    const path = [`${name}.gz`, name].map((file) => join(mnistFolder, file)).find((file) => existsSync(file));
    if (!path) return undefined;
    const bytes = readFileSync(path);
    return readIdx(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  };
  const images = (part: string): Images | undefined => {
    const [x, labels] = [read(`${part}-images-idx3-ubyte`), read(`${part}-labels-idx1-ubyte`)];
    if (!x || !labels) return undefined;
    const pixels = Float32Array.from(x.data, (p) => p / 255);
    return { x: fromData(x.rows, x.cols, pixels), t: Int32Array.from(labels.data) };
  };
  const [train, test] = [images('train'), images('t10k')];
  return train && test && { train, test };
}
