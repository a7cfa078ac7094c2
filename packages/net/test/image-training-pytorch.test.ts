import { readFileSync } from 'node:fs';
import { crossEntropy } from '@nn/loss';
import { matrix, reference, wasm } from '@nn/matrix';
import { adam, sgd } from '@nn/optim';
import { expect, test } from 'vitest';
import {
  activate,
  batchNorm,
  conv2d,
  dense,
  linear,
  maxPool2d,
  network,
  relu,
  type SampleShape,
  softmax,
  steps,
} from '../src/index.js';

type Numbers = Readonly<Record<string, number[][]>>;
/** A training as tools/reference/image_training.py made it. */
interface Training {
  readonly optimizer: keyof typeof optimizers;
  readonly inputs: SampleShape;
  readonly filters: number;
  readonly bias: boolean;
  readonly x: number[][];
  readonly classes: number[];
  readonly start: Numbers;
  /** Before each step. */
  readonly losses: number[];
  readonly end: Numbers;
  /** What it says in use. */
  readonly outputs: number[][];
}
const optimizers = { sgd: sgd({ learningRate: 0.1, momentum: 0.9 }), adam: adam({ learningRate: 0.01 }) };
const { trainings }: { trainings: readonly Training[] } = JSON.parse(
  readFileSync(new URL('./fixtures/image-training.json', import.meta.url), 'utf8'),
);

/** Expects each number within `relative` of the largest that belongs with it, and `absolute`. */
function expectClose(
  found: number[][],
  wanted: number[][],
  [relative, absolute]: readonly [number, number],
  what: string,
) {
  const [own, theirs] = [found.flat(), wanted.flat()];
  expect(own, what).toHaveLength(theirs.length);
  const most = absolute + relative * Math.max(...theirs.map(Math.abs));
  own.forEach((v, k) => {
    if (!(Math.abs(v - theirs[k]!) <= most)) expect(v, `${what}, element ${k}`).toBe(theirs[k]);
  });
}

const precisions = [
  ['double precision', () => reference({ dtype: 'f64' }), [1e-10, 1e-12]],
  ['single precision', () => wasm({ threads: 1 }), [1.3e-6, 1e-5]],
] as const;
const cases = trainings.flatMap((training) =>
  precisions.map(
    ([name, backend, close]) =>
      [
        `${training.optimizer}, ${training.bias ? 'with' : 'without'} bias, in ${name}`,
        training,
        backend,
        close,
      ] as const,
  ),
);

test.each(cases)(
  'convolution, batchNorm, relu, max pooling, dense: five steps of %s are those of PyTorch',
  (_, { optimizer, inputs, filters, bias, x, classes, start, losses, end, outputs }, backend, close) => {
    const model = network({
      inputs,
      layers: [
        conv2d(filters, 3, linear, { padding: 1, bias }),
        batchNorm(),
        activate(relu),
        maxPool2d(2),
        dense(outputs[0]!.length, softmax),
      ],
      backend: backend(),
    });
    const all = [...model.parameters, ...model.buffers];
    expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(start).sort());
    for (const p of all) p.set(matrix(start[p.name]!, { dtype: 'f64' }));
    const seen: number[] = [];
    const options = { loss: crossEntropy(), optimizer: optimizers[optimizer], batchSize: 'all' } as const;
    for (const { loss } of steps(model, x, Int32Array.from(classes), { ...options, shuffle: false })) {
      seen.push(loss);
      if (seen.length === losses.length) break;
    }
    expectClose([seen], [losses], close, 'losses');
    for (const p of all) expectClose(p.get().toArray(), end[p.name]!, close, p.name);
    expectClose(model.predict(x).toArray(), outputs, close, 'outputs in use');
  },
);
