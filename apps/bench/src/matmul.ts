// The product of square matrices, f32, one thread, against ml-matrix and tfjs-wasm: with one thread for each core, or with as many as
// are asked for (`npm run matmul -- 1`: as it comes in Node).
import { availableParallelism } from 'node:os';
import { matmul, random } from '@nn/matrix';
import { line, paired } from './paired.js';
import { peer, tensorflow } from './peers.js';

const { Matrix } = peer('ml-matrix');
const threads = Number(process.argv[2] ?? availableParallelism());
const { tf } = await tensorflow(threads);

for (const n of [512, 1024]) {
  const rng = random(0);
  const [a, b] = [rng.uniform(n, n), rng.uniform(n, n)];
  const out = matmul(a, b);
  const gigaflop = (2 * n ** 3) / 1e9;
  const work = { a: gigaflop, b: gigaflop };
  const nn = () => matmul(a, b, { out });

  const [ta, tb] = [tf.tensor2d(a.data, [n, n]), tf.tensor2d(b.data, [n, n])];
  const tfjs = () => {
    const c = tf.matMul(ta, tb);
    c.dataSync();
    c.dispose();
  };
  const thanTfjs = await paired({ a: nn, b: tfjs, work });
  console.log(line(`matmul ${n}`, `tfjs-wasm with ${threads} threads`, 'GFLOP/s', thanTfjs));

  const [ma, mb] = [new Matrix(a.toArray()), new Matrix(b.toArray())];
  const thanMlMatrix = await paired({ a: nn, b: () => ma.mmul(mb), work }, { rounds: 5 });
  console.log(line(`matmul ${n}`, 'ml-matrix', 'GFLOP/s', thanMlMatrix));
}
process.exit(0);
