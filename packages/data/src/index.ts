export type { Column } from './column.js';
export { readCsv } from './csv/read-csv.js';
export { digits } from './datasets/digits.js';
export { iris } from './datasets/iris.js';
export type { MakeOptions, Samples } from './datasets/samples.js';
export { circles, moons, spiral } from './datasets/shapes.js';
export { xor } from './datasets/xor.js';
export type { Format } from './formats/format.js';
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
export { type Tally, tally } from './pipeline/tally.js';
export type { Target } from './pipeline/target.js';
export type { ColumnType, CsvOptions } from './read-options.js';
export { type ReadOptions, readTable, readTables } from './read-tables.js';
export { type Summary, summaries } from './summaries.js';
export { type SplitOptions, type Table, TableError, table } from './table.js';
export type { Written } from './written-as.js';
