import type { Matrix } from '@nn/matrix';
import { checkGradients, type Loss, type Network } from '@nn/net';
import type { CheckCounts, Checked } from './checked.js';

/** Checks the gradient of a network by each of its parameters. */
export const checkNetwork = (
  model: Network,
  { x, t, loss }: { x: Matrix; t: Matrix; loss: Loss },
  counts: CheckCounts,
): Checked[] =>
  model.parameters.map(({ name, rows, cols }) => ({
    name,
    what: `${rows} x ${cols}`,
    check: checkGradients(model, x, t, { loss, by: name, ...counts }),
  }));
