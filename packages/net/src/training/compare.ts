import { checkGiven, checkMade, checkOption } from '@nn/formula';
import { diagnoseOf } from '../explain/diagnosis/diagnose.js';
import type { Finding } from '../explain/diagnosis/finding.js';
import type { Network } from '../network.js';
import type { Rows, Targets } from '../samples.js';
import { checkModel } from '../samples.js';
import { checkFitOptions } from './check-options.js';
import { type FitOptions, fit } from './fit.js';
import type { EpochReport } from './history.js';
import { NonFiniteError } from './non-finite.js';

/** One training of several: its network, and what is otherwise than in the others. */
export interface Candidate extends Partial<FitOptions> {
  readonly model: Network;
}

/** What a training came to. */
export interface Outcome {
  /** What kept the network from learning before its first step; empty where nothing did. */
  readonly findings: readonly Finding[];
  readonly epochs: readonly EpochReport[];
  /** On the samples to judge by, at the end; absent where no epoch came to an end. */
  readonly loss?: number;
  readonly accuracy?: number;
  /** The first epoch after which the accuracy was at least `reach`. */
  readonly reached?: number;
  /** Why it ended early: the loss or the weights were no longer finite. */
  readonly failed?: string;
}

/** What all trainings have in common. */
export interface CompareOptions extends FitOptions {
  /** A training ends when it has this accuracy. */
  readonly reach?: number;
}

/**
 * Trains networks one after the other on the same samples, to be seen side by side. They differ in their rules, first weights or optimizers, and are
 * judged by the samples themselves, or by `validation`. A training whose numbers run away is an outcome, not an
 * error. Otherwise throws as `fit` does, and TypeError where a training has no model.
 */
export async function compareTrainings<Name extends string>(
  candidates: Readonly<Record<Name, Candidate>>,
  x: Rows,
  t: Targets,
  options: CompareOptions,
): Promise<Record<Name, Outcome>> {
  checkGiven('compareTrainings', options, '{ loss: crossEntropy(), optimizer: adam() }');
  const { reach, ...common } = options;
  if (reach !== undefined) {
    const fits = Number.isFinite(reach) && reach >= 0 && reach <= 1;
    checkOption('compareTrainings: reach', reach, 'an accuracy from 0 to 1', fits);
  }
  const such = 'trainings by their names, such as { small: { model } }';
  checkMade('compareTrainings: candidates', candidates, such, Object.keys(candidates ?? {}).length > 0);
  for (const [name, candidate] of Object.entries<Candidate>(candidates)) {
    checkModel(`compareTrainings: ${name}`, candidate?.model);
    checkFitOptions('compareTrainings', { ...common, ...candidate });
  }
  const outcomes: [string, Outcome][] = [];
  for (const [name, { model, ...own }] of Object.entries<Candidate>(candidates)) {
    const { weights } = { ...common, ...own };
    const settings: FitOptions = { validation: { x, t, ...(weights && { weights }) }, ...common, ...own };
    const findings = diagnoseOf('compareTrainings', model, x, t, settings);
    outcomes.push([name, { findings, ...(await train(model, x, t, settings, reach)) }]);
  }
  return Object.fromEntries(outcomes) as Record<Name, Outcome>;
}

async function train(model: Network, x: Rows, t: Targets, options: FitOptions, reach?: number) {
  const epochs: EpochReport[] = [];
  let reached: number | undefined;
  const watch = {
    epochEnd: (report: EpochReport) => {
      epochs.push(report);
      if (reach === undefined || !(report.validationAccuracy! >= reach)) return undefined;
      reached = report.epoch;
      return 'stop' as const;
    },
  };
  let failed: string | undefined;
  try {
    await fit(model, x, t, { ...options, callbacks: [watch, ...(options.callbacks ?? [])] });
  } catch (error) {
    if (!(error instanceof NonFiniteError)) throw error;
    failed = error.message;
  }
  const last = epochs.at(-1);
  return {
    epochs,
    ...(last?.validationLoss !== undefined && { loss: last.validationLoss }),
    ...(last?.validationAccuracy !== undefined && { accuracy: last.validationAccuracy }),
    ...(reached !== undefined && { reached }),
    ...(failed !== undefined && { failed }),
  };
}
