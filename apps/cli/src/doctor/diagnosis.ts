import type { Text } from '../telling/text.js';

/** How bad it is: `error`, it cannot go well; `warning`, it probably does not; `hint`, worth knowing. */
export type Severity = 'error' | 'warning' | 'hint';

/** What may be found, each by a word that stays. */
export type DiagnosisCode =
  | 'class-imbalance'
  | 'constant-column'
  | 'dead-relu'
  | 'duplicate-rows-across-splits'
  | 'exploding-gradient'
  | 'identical-units'
  | 'learning-rate-too-high'
  | 'learning-rate-too-low'
  | 'loss-needs-probabilities'
  | 'non-finite'
  | 'overfitting'
  | 'saturated-units'
  | 'softmax-of-one-output'
  | 'softmax-twice'
  | 'target-as-feature'
  | 'targets-outside-range'
  | 'unscaled-columns'
  | 'unscaled-targets'
  | 'vanishing-gradient';

/** Something that is wrong with data, a recipe or a training. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  readonly severity: Severity;
  /** The column or the layer; absent where it is the whole. */
  readonly where?: Text;
  /** What was seen, with the numbers. */
  readonly says: Text;
  /** What to do, with the option or the call. */
  readonly advice: Text;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** The worst first; among equals the order in which they were found. */
export const bySeverity = (diagnoses: readonly Diagnosis[]): Diagnosis[] =>
  [...diagnoses].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
