import { bundle, type Goal, memory, share, time, times } from './goal.js';

const nn1 = /^nn-1$/;
const nn2 = /^nn-2$/;
const nn = /^nn-\d$/;
const blas = /^nn-blas-/;
const torch = /^torch-/;
const tfjs = /^tfjs-/;
const onnx = /^onnxruntime-/;

/** What this project aims at, on two cores with AVX-512. */
export const goals: readonly Goal[] = [
  times('A against PyTorch, one thread', ['A', nn1, torch], 2.5),
  times('A against PyTorch, two threads', ['A', nn2, torch], 3),
  times('A against tfjs-wasm', ['A', nn, /^tfjs-wasm-/], 40),
  times('A against PyTorch, the moonshot', ['A', nn, torch], 4),
  times('B against PyTorch, one thread', ['B', nn1, torch], 1.7),
  times('B against PyTorch, two threads', ['B', nn2, torch], 2.2),
  times('B against PyTorch, with BLAS', ['B', blas, torch], 3),
  times('C against PyTorch, two threads', ['C', nn2, torch], 1, 'as fast'),
  times('C against PyTorch, with BLAS', ['C', blas, torch], 2),
  times('C against PyTorch, the moonshot', ['C', nn, torch], 1.3),
  times('A step of XOR against PyTorch', ['xor', nn, torch], 30),
  time('A step of XOR', 'xor', nn, 3, 'µs'),
  share('Product of 1024 against multiply and add alone, one thread', ['matmul-1024', nn1, /^peak$/], 0.7),
  share('Product of 1024, two threads against two processes', ['matmul-1024', nn2, /^nn-processes$/], 0.95),
  times('Product of 1024 with BLAS against NumPy', ['matmul-1024', blas, /^numpy-/], 0.97),
  times('Inference of 1,000 rows against onnxruntime-web', ['inference-1000', nn, onnx], 1, 'as fast'),
  times('Inference of 1,000 rows against tfjs', ['inference-1000', nn, tfjs], 1, 'as fast'),
  times('Inference of one row against onnxruntime-web', ['inference-1', nn, onnx], 1, 'as fast'),
  times('Inference of one row against tfjs', ['inference-1', nn, tfjs], 1, 'as fast'),
  times('Cold start against brain.js', ['cold', nn, /^brain/], 1, 'as fast'),
  bundle('Bundle that only predicts', 'predict', 12),
  bundle('Bundle that trains', 'train', 20),
  memory('Peak memory of A, B and C'),
];
