import { digits, fitPipeline, iris, type Table, xor } from '@nn/data';
import type { Matrix } from '@nn/matrix';

/** Samples to train on, and how: sizes and settings with which plain descent learns them in a second or two. */
export interface TrainingSet {
  readonly x: Matrix;
  readonly t: Matrix;
  readonly hidden: number;
  readonly learningRate: number;
  readonly batchSize: number | 'all';
  readonly epochs: number;
  /** The accuracy at which a training ends. */
  readonly reach: number;
}

const encoded = (table: Table, target: string) => {
  const { x, t } = fitPipeline(table, { target }).encode(table);
  return { x, t: t! };
};

/** What lessons train on, by the names that their options take. */
export const trainingSets = {
  xor: (): TrainingSet => ({ ...xor(), hidden: 8, learningRate: 2, batchSize: 'all', epochs: 2000, reach: 1 }),
  iris: (): TrainingSet => ({
    ...encoded(iris(), 'species'),
    hidden: 8,
    learningRate: 0.5,
    batchSize: 10,
    epochs: 100,
    reach: 0.96,
  }),
  digits: (): TrainingSet => ({
    ...encoded(digits(), 'digit'),
    hidden: 32,
    learningRate: 1,
    batchSize: 10,
    epochs: 10,
    reach: 0.96,
  }),
} as const;

export type TrainingSetName = keyof typeof trainingSets;
