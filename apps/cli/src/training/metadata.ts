import type { Settled } from './plan.js';
import type { Quality } from './quality.js';
import { optimizers } from './recipe.js';
import type { Trained } from './train.js';

/** Which table a model was trained on. */
export interface DataRecord {
  readonly source: string;
  readonly rows: number;
  /** Of the bytes of its file. */
  readonly sha256?: string;
}

/** How a model was made, as its file says it: what it takes to make it again, and how good it was. Nothing in it depends on when or how fast that was. */
export const metadataOf = (
  { target, task, recipe, reading }: Omit<Settled, 'table' | 'pipeline'>,
  { model, epochs, history }: Trained,
  validation: Quality | undefined,
  data: DataRecord,
) => ({
  recipe: {
    target,
    task,
    ...recipe,
    ...reading,
    optimizerSettings: optimizers[recipe.optimizer]!(recipe).settings,
    backend: model.backend.name,
  },
  epochs,
  history,
  ...(validation && { validation }),
  data,
});
