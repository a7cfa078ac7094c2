import type { Recipe } from './recipe.js';

/** What the defaults follow from. */
export interface TableSize {
  readonly task: 'classes' | 'number';
  readonly rows: number;
}

/** So few rows are all needed to learn from. */
export const FEWEST_TO_HOLD_BACK = 10;

/** Updates that a small table gets at least: its epochs are short. */
const UPDATES = 6000;

/**
 * The recipe for a table of which nothing but its size is known. One hidden layer of 128 ReLU units and Adam serve most
 * tables; a small one is seen more often, in smaller batches. Training ends when the validation loss has not fallen for `patience`
 * epochs.
 */
export function defaultRecipe({ task, rows }: TableSize): Recipe {
  const batchSize = rows < 2000 ? 32 : rows < 20_000 ? 64 : 128;
  const epochs = Math.min(500, Math.max(60, Math.ceil(UPDATES / Math.ceil(rows / batchSize))));
  return {
    hidden: [128],
    activation: 'relu',
    loss: task === 'classes' ? 'crossEntropy' : 'meanSquaredError',
    optimizer: 'adamW',
    learningRate: 0.001,
    batchSize,
    epochs,
    patience: Math.max(10, Math.ceil(epochs / 5)),
    weightDecay: 0.01,
    validation: 0.2,
    seed: 0,
  };
}
