import { sigmoid as sigmoidOf } from '@nn/formula';
import { zeros } from '@nn/matrix';
import {
  activation,
  batchNorm,
  conv2d,
  dense,
  dropout,
  flatten,
  load,
  ModelFileError,
  maxPool2d,
  type Network,
  network,
  relu,
  residual,
  save,
  softmax,
} from '@nn/net';
import { readTensors, seal, writeTensors } from '../../../../packages/net/src/model-file/safetensors.js';
import { type Chance, chance } from '../chance.js';
import { mutated } from '../mutate-json.js';
import { notOurs } from '../ours.js';
import { type Part, patience } from '../part.js';
import { grownBy, mebibytes } from '../peak.js';

/** How much memory may be taken beside three times the size of a file. */
const SPARE = 64 * 2 ** 20;

const models = (): Uint8Array[] => [
  save(network({ inputs: 4, layers: [dense(5, relu), dropout(0.1), dense(3, softmax)] }), { metadata: { epochs: 3 } }),
  save(network({ inputs: [4, 4, 1], layers: [conv2d(2, 3, relu), batchNorm(), maxPool2d(2), flatten(), dense(2)] })),
  save(
    network({
      inputs: 3,
      layers: [
        residual([
          dense(
            3,
            activation('own', (x) => sigmoidOf(x)),
          ),
        ]),
        dense(1),
      ],
    }),
  ),
];

/** The bytes with some of them changed, moved or cut off. */
function withOtherBytes(bytes: Uint8Array, { below }: Chance): Uint8Array {
  const changed = bytes.slice();
  for (let left = 1 + below(4); left > 0; left--) changed[below(changed.length)] = below(256);
  return below(4) === 0 ? changed.subarray(0, below(changed.length)) : changed;
}

/** Another description, with a checksum that is right. */
function withOtherDescription(bytes: Uint8Array, by: Chance): Uint8Array {
  const { tensors, metadata } = readTensors(bytes);
  return writeTensors({ tensors, metadata: { nn: JSON.stringify(mutated(JSON.parse(metadata.nn!), by)) } });
}

/** Another header, with a checksum that is right where there still is a place for it. */
function withOtherHeader(bytes: Uint8Array, by: Chance): Uint8Array {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const text = new TextEncoder().encode(JSON.stringify(mutated(header, by)));
  const changed = new Uint8Array(8 + text.length + bytes.length - 8 - length);
  new DataView(changed.buffer).setBigUint64(0, BigInt(by.below(50) === 0 ? by.below(2 ** 40) : text.length), true);
  changed.set(text, 8);
  changed.set(bytes.subarray(8 + length), 8 + text.length);
  return changed.length > 64 ? seal(changed) : changed;
}

/** A file that was read: a model, or why not; what is wrong with how it was refused. */
function read(bytes: Uint8Array): { model?: Network; wrong?: string | undefined } {
  try {
    return { model: load(bytes).model };
  } catch (error) {
    return error instanceof ModelFileError ? {} : { wrong: notOurs(error) ?? `no ModelFileError: ${error}` };
  }
}

/** What is wrong with how a model answers, or says that it cannot. */
function asked({ inputs, predict }: Network): string | undefined {
  if (inputs > 1e6) return undefined;
  try {
    predict(zeros(1, inputs));
    return undefined;
  } catch (error) {
    return notOurs(error);
  }
}

/** Model files that were damaged, or made to do harm. */
export const modelFiles: Part = {
  name: 'model-files',
  promise: 'a model file is refused in words, or it is a model; in bounded time and memory',
  run: async ({ scale, seed, tell }) => {
    const cases = scale === 'short' ? 2000 : 100_000;
    const files = models();
    const failures: string[] = [];
    for (const file of files) {
      const flipped = file.slice();
      for (let at = 0; at < file.length; at++) {
        for (const flip of scale === 'short' ? [1 << (at % 8)] : [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
          flipped[at] = file[at]! ^ flip;
          try {
            load(flipped);
            failures.push(`byte ${at} of a model of ${file.length}, flipped by ${flip}, was not noticed`);
          } catch (error) {
            if (!(error instanceof ModelFileError)) failures.push(`byte ${at} flipped by ${flip}: ${error}`);
          }
        }
        flipped[at] = file[at]!;
      }
    }
    const most = Math.max(...files.map(({ length }) => length));
    let slowest = 0;
    const damaged = (by: Chance) =>
      by.of([withOtherBytes, withOtherDescription, withOtherDescription, withOtherHeader])(by.of(files), by);
    /** Does something with each file; what takes long, or goes wrong, is a failure. */
    const each = async (what: (bytes: Uint8Array) => string | undefined, from: number) => {
      const by = chance(seed);
      for (let k = 0; k < cases; k++) {
        const bytes = damaged(by);
        const began = performance.now();
        const wrong = what(bytes);
        const took = performance.now() - began;
        slowest = Math.max(slowest, took);
        if (wrong !== undefined) failures.push(`file ${k} of seed ${seed}: ${wrong}`);
        if (took > patience({ scale })) failures.push(`file ${k} of seed ${seed} took ${took} ms`);
        if (k % 500 !== 0) continue;
        tell(from + k, 2 * cases);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const grown = await grownBy(() => each((bytes) => read(bytes).wrong, 0));
    if (grown !== undefined && grown > SPARE + 3 * most)
      failures.push(`memory grew by ${mebibytes(grown)} MiB over ${cases} files`);
    await each((bytes) => {
      const { model } = read(bytes);
      return model && asked(model);
    }, cases);
    const measured = { 'slowest (ms)': Math.round(slowest), 'memory grew by (MiB)': mebibytes(grown) };
    return { checked: 2 * cases + files.reduce((n, { length }) => n + length, 0), failures, measured };
  },
};
