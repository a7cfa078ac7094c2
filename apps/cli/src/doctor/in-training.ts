import { type Io, say } from '../terminal/io.js';
import type { Stage } from '../training/train.js';
import type { Diagnosis } from './diagnosis.js';
import { inShort, lookAtData, lookAtRecipe, watchRun } from './index.js';

/** The doctor beside a training that `nn train` does: what is worse than a hint is said in a line, when it is seen. */
export interface Watching {
  /** What looks at a training from its beginning on. */
  watch(stage: Stage): ReturnType<typeof watchRun>;
  /** All that was found; `error` is what ended the training, if one did. */
  found(error?: unknown): readonly Diagnosis[];
}

/** A doctor for one training. */
export function doctorInTraining(io: Io): Watching {
  const found: Diagnosis[] = [];
  let watching: ReturnType<typeof watchRun> | undefined;
  const add = (diagnoses: readonly Diagnosis[]) => {
    found.push(...diagnoses);
    for (const diagnosis of diagnoses) if (diagnosis.severity !== 'hint') say(io, inShort(diagnosis), 'warning');
  };
  return {
    watch: ({ rows, held, pipeline, model, loss, x, t }) => {
      const subject = { model, loss, x, t };
      add([...lookAtData({ train: rows, held, pipeline }), ...lookAtRecipe(subject)]);
      watching = watchRun({ ...subject, restoresBest: held !== undefined });
      return watching;
    },
    found: (error) => {
      // What the training does not explain was not seen by it either.
      if (watching && (error === undefined || (error as Error).name === 'NonFiniteError'))
        add(watching.diagnoses(error));
      return found;
    },
  };
}
