/**
 * What a contestant is asked to do, as plain data that TypeScript and Python both read. Numbers lie in files of little-endian
 * f32, row by row; `weights` holds the first weights of each layer (inputs x outputs), then its biases; without it a network begins with its own.
 */
export type Job = TrainingJob | MatmulJob | InferenceJob;

/** The form of a network: all sides build the same one. */
export interface Form {
  readonly sizes: readonly number[];
  readonly hidden: 'relu' | 'sigmoid' | 'tanh';
  readonly output: 'sigmoid' | 'softmax';
  readonly weights?: string;
}

/** A table of samples: x is rows x inputs, t is rows x outputs. */
export interface Samples {
  readonly x: string;
  readonly t: string;
  readonly rows: number;
}

/** One epoch over samples that lie in the order in which they are trained on, so that nobody pays for a shuffle, then judged on others. */
export interface TrainingJob extends Form {
  readonly kind: 'training';
  readonly loss: 'crossEntropy' | 'meanSquaredError';
  readonly optimizer: 'adam' | 'sgd';
  readonly learningRate: number;
  readonly batchSize: number;
  readonly train: Samples;
  readonly test: Samples;
}

/** c = a b, all n x n. */
export interface MatmulJob {
  readonly kind: 'matmul';
  readonly n: number;
  readonly a: string;
  readonly b: string;
}

/** The outputs for rows that are given as an array and wanted as one. */
export interface InferenceJob extends Form {
  readonly kind: 'inference';
  readonly x: string;
  readonly rows: number;
}

/** What came of a job: that of a training judged on samples it has not seen, or a sum over all numbers that were computed. */
export interface Outcome {
  readonly loss?: number;
  readonly accuracy?: number;
  readonly sum?: number;
}
