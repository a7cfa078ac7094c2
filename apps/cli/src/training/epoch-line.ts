import type { EpochReport } from '@nn/net';

/** What is kept of an epoch: no times, so that the same training gives the same bytes. */
export type EpochLine = Pick<EpochReport, 'loss' | 'validationLoss' | 'validationAccuracy'>;

/** The losses of a training, epoch by epoch: of the network that was judged by rows held back, and of the one that was kept. */
export interface TrainingHistory {
  readonly validating?: readonly EpochLine[];
  readonly training: readonly EpochLine[];
}

export const lineOf = ({ loss, validationLoss, validationAccuracy }: EpochReport): EpochLine => ({
  loss,
  ...(validationLoss !== undefined && { validationLoss }),
  ...(validationAccuracy !== undefined && { validationAccuracy }),
});

/** The first epoch, counted from 1, of the smallest validation loss. */
export function bestEpoch(lines: readonly EpochLine[]): number {
  const losses = lines.map(({ validationLoss }) => validationLoss ?? Number.POSITIVE_INFINITY);
  return losses.indexOf(losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)) + 1;
}
