import { type Formula, formula, transpose } from '@nn/formula';

/**
 * How the error of a layer's outputs is sent back to its inputs: as rows, error (n x outputs) times the backward matrix
 * (outputs x inputs). What a layer's own weights are moved by is the same under every rule: inputᵀ (error ⊙ slope).
 */
export interface Rule {
  readonly name: string;
  /** The backward matrix (outputs x inputs) of the weights `W` (inputs x outputs). */
  readonly backward: Formula<'W'>;
  /** What it is multiplied with: the error of the outputs as it is, or `delta`, that error times the slope of the activation. */
  readonly sends: 'error' | 'delta';
  /** Where the rule has no answer, for error messages. */
  readonly undefinedWhere?: string;
}

/** Wᵀ: the weights that led forward lead back. */
export const transposedWeights: Formula<'W'> = /* @__PURE__ */ formula(['W'], (W) => transpose(W));
