import type { GradientCheck } from '@nn/formula';

/** Something whose derivative was checked. */
export interface Checked {
  readonly name: string;
  /** What it is: '4 x 128' of a parameter, or 'layer', 'loss', 'activation', 'formula'. */
  readonly what: string;
  readonly check: GradientCheck;
}

/** How much is checked, and how exactly. */
export interface CheckCounts {
  readonly samples: number;
  readonly tolerance: number;
}

/** Whether a derivative is wrong; where nothing could be compared it is not known to be. */
export const isWrong = ({ check }: Checked): boolean => !check.passed && check.kinks < check.checked;

/** How many derivatives were compared. */
export const compared = ({ check }: Checked): number => check.checked - check.kinks;
