export type { Backend, Multiply, Program, Region } from './backend.js';
export { checkMatrix } from './check-matrix.js';
export { type Executable, executable } from './compile/executable.js';
export { type CompileOptions, compile, type Output, type Plan } from './compile/index.js';
export { fromData, full, identity, matrix, zeros } from './create.js';
export { defaultBackend, setDefaultBackend } from './default.js';
export type { Dim, DType, Matrix } from './matrix.js';
export { oneHot } from './one-hot.js';
export {
  add,
  argmaxRows,
  div,
  map,
  matmul,
  mean,
  mul,
  scale,
  sub,
  sum,
  sumCols,
  sumRows,
  transpose,
} from './operations.js';
export { type Body, type Buffer, type Instruction, type Size, type Step, settle } from './plan.js';
export { type Random, random } from './random.js';
export { reference } from './reference/index.js';
export { type SampleWeights, sampleWeights } from './sample-weights.js';
export { fmaAvailable, simdAvailable } from './wasm/available.js';
export { type WasmOptions, wasm } from './wasm/index.js';
export { type Products, productsBy } from './wasm/products/index.js';
export type { Product, ProductLibrary } from './wasm/products/library.js';
