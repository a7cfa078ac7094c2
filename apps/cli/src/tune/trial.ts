import { fitPipeline } from '@nn/data';
import { type Callback, type EpochReport, fit, NonFiniteError, network, type Run } from '@nn/net';
import { Interrupted } from '../terminal/errors.js';
import type { Plan } from '../training/plan.js';
import { layersOf, losses, optimizers, type Recipe } from '../training/recipe.js';

/** The epoch of a trial that `nn train` would keep: that of the lowest validation loss. */
export interface BestEpoch {
  readonly epoch: number;
  readonly validationLoss: number;
  readonly validationAccuracy?: number;
}

/** What a trial came to. */
export interface Outcome {
  /** Fewer epochs than it was given, where patience ended it. */
  readonly trained: number;
  /** Absent where the trial is lost. */
  readonly best?: BestEpoch;
  /** Why there is no result: the training diverged. */
  readonly lost?: string;
}

/** A trial that can be trained for longer and longer. */
export interface Trial {
  /** Trains until it has had so many epochs in all. Throws Interrupted where the signal stops it. */
  trainTo(epochs: number, watch: Callback, signal: AbortSignal): Promise<Outcome>;
}

/** The rows that all trials learn from, and those that judge them, as `nn train` divides them. */
export function samplesOf({ table, target, task, recipe }: Plan) {
  const stratify = task === 'classes' ? target : undefined;
  const { train, test } = table.split({ test: recipe.validation, stratify, seed: recipe.seed });
  const pipeline = fitPipeline(train, { target, task });
  return { pipeline, task, learnt: pipeline.encode(train), judging: pipeline.encode(test) };
}

export type TrialSamples = ReturnType<typeof samplesOf>;

const bestOf = ({ epoch, validationLoss, validationAccuracy }: EpochReport): BestEpoch => ({
  epoch,
  validationLoss: validationLoss!,
  ...(validationAccuracy !== undefined && { validationAccuracy }),
});

/** A trial before its first epoch. It is trained as `nn train` trains the network that rows held back judge. */
export function beginTrial(recipe: Recipe, { pipeline, task, learnt, judging }: TrialSamples): Trial {
  const layers = layersOf(recipe, task, pipeline.outputs);
  const model = network({ inputs: pipeline.inputs, layers, seed: recipe.seed });
  let run: Run | undefined;
  let best: BestEpoch | undefined;
  let over = false;

  // Early stopping of @nn/net would put the best weights back, which a run that goes on must not have.
  const patience: Callback = {
    epochEnd: (report) => {
      if (report.validationLoss! < (best?.validationLoss ?? Number.POSITIVE_INFINITY)) best = bestOf(report);
      over = report.epoch - (best?.epoch ?? 0) >= recipe.patience;
      return over ? 'stop' : undefined;
    },
  };
  const outcome = (): Outcome => {
    const trained = run?.epoch ?? 0;
    return best ? { trained, best } : { trained, lost: 'the validation loss was never finite' };
  };
  return {
    trainTo: async (epochs, watch, signal) => {
      const more = epochs - (run?.epoch ?? 0);
      if (over || more <= 0) return outcome();
      try {
        const history = await fit(model, learnt.x, learnt.t!, {
          loss: losses[recipe.loss]!(),
          optimizer: optimizers[recipe.optimizer]!(recipe),
          batchSize: recipe.batchSize,
          seed: recipe.seed,
          epochs: more,
          signal,
          validation: { x: judging.x, t: judging.t! },
          callbacks: [patience, watch],
          ...(run && { continue: run }),
        });
        if (history.ended === 'signal') throw new Interrupted('stopped');
        run = history.run;
        return outcome();
      } catch (error) {
        if (!(error instanceof NonFiniteError)) throw error;
        over = true;
        return { trained: error.epoch - 1, lost: error.message.replace(/^fit: /, '') };
      }
    },
  };
}
