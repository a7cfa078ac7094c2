import type { EpochReport } from '@nn/net';
import type { Io, Look } from './io.js';
import { rangeOf } from './sparkline.js';

/** A training as it stands after an epoch. */
export interface Standing {
  /** What is being trained. */
  readonly title: string;
  readonly report: EpochReport;
  /** At most so many. */
  readonly epochs: number;
  /** The losses of all epochs so far. */
  readonly training: readonly number[];
  readonly validation: readonly number[];
  /** The time that is left, or that it took. */
  readonly time?: string;
}

/** One thing that is said of a training: a name, a value, and how the value came about. */
export interface Field {
  readonly name?: string;
  readonly value: string;
  readonly curve?: readonly number[];
  readonly look?: Look;
}

/** The loss that is watched is that of validation, if there is one; then the loss of the training stands beside it. */
export type Key = 'title' | 'epoch' | 'training' | 'watched' | 'accuracy' | 'speed' | 'time';

export type Fields = Partial<Record<Key, Field>>;

/** A loss in at most eight characters. */
export const lossText = (loss: number): string =>
  loss === 0 || (Math.abs(loss) >= 0.001 && Math.abs(loss) < 1000) ? loss.toFixed(4) : loss.toExponential(2);

function losses({ report, training, validation }: Standing, io: Io): Fields {
  const trained = { name: io.tell({ en: 'loss', zh: '损失' }), value: lossText(report.loss), curve: training };
  if (report.validationLoss === undefined) return { watched: trained };
  const best = report.validationLoss <= rangeOf(validation)[0];
  const judged = {
    name: io.tell({ en: 'validation', zh: '验证损失' }),
    value: lossText(report.validationLoss),
    curve: validation,
    look: best ? ('good' as const) : ('plain' as const),
  };
  return { training: trained, watched: judged };
}

/** What is said of a training, in the order in which it is written. */
export function epochFields(standing: Standing, io: Io): Fields {
  const { title, report, epochs, time } = standing;
  const { epoch, validationAccuracy, samplesPerSecond } = report;
  const speed = Math.round(samplesPerSecond).toLocaleString('en');
  return {
    title: { value: title },
    epoch: {
      name: io.tell({ en: 'epoch', zh: '轮次' }),
      value: `${String(epoch).padStart(String(epochs).length)}/${epochs}`,
    },
    ...losses(standing, io),
    ...(validationAccuracy !== undefined && {
      accuracy: { name: io.tell({ en: 'accuracy', zh: '准确率' }), value: validationAccuracy.toFixed(3) },
    }),
    speed: { value: io.tell({ en: `${speed} samples/s`, zh: `${speed} 样本/秒` }) },
    ...(time !== undefined && { time: { value: time, look: 'quiet' } }),
  };
}
