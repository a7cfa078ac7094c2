export { type CsvOptions, readCsv } from './csv.js';
export { digits } from './datasets/digits.js';
export { iris } from './datasets/iris.js';
export type { MakeOptions, Samples } from './datasets/samples.js';
export { circles, moons, spiral } from './datasets/shapes.js';
export { xor } from './datasets/xor.js';
export { readIdx } from './idx.js';
export { nearest } from './nearest.js';
export type { Feature } from './pipeline/feature.js';
export { pipelineFromJSON } from './pipeline/from-json.js';
export {
  type Encoded,
  type FitPipelineOptions,
  fitPipeline,
  type Pipeline,
  type PipelineJSON,
} from './pipeline/pipeline.js';
export type { Target } from './pipeline/target.js';
export { type Column, type SplitOptions, type Table, TableError, table } from './table.js';
