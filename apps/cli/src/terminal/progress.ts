import type { Callback, EpochReport } from '@nn/net';
import type { Text } from '../telling/text.js';
import { plainEpochLine } from './epoch-line.js';
import { type Io, say } from './io.js';
import { liveEpochs } from './live-epochs.js';
import { log } from './log.js';

/** An epoch as an event of the log; its phase is the title in English, in every language. */
export function logEpoch(io: Io, { en: phase }: Text, epochs: number, report: EpochReport): void {
  const { epoch, loss, validationLoss, validationAccuracy, learningRate, samplesPerSecond } = report;
  log(io, {
    event: 'epoch',
    phase,
    epoch,
    epochs,
    loss,
    // Absent without validation, and of numbers: JSON leaves out what is undefined.
    validationLoss,
    validationAccuracy,
    learningRate,
    samplesPerSecond,
  });
}

/**
 * Shows a training of at most so many epochs as it goes: one live line on a terminal, of which the last state stays; elsewhere a line for each epoch,
 * plain or, for programs, as JSON.
 */
export function progress(io: Io, epochs: number, title: Text): Callback {
  if (io.logFormat === 'jsonl') {
    return {
      epochEnd: (report) => {
        logEpoch(io, title, epochs, report);
        return undefined;
      },
    };
  }
  if (io.quiet) return {};
  if (!io.live) {
    const standing = { title: io.tell(title), epochs, training: [], validation: [] };
    return {
      epochEnd: (report) => {
        say(io, plainEpochLine({ ...standing, report }, io));
        return undefined;
      },
    };
  }
  const live = liveEpochs(io, epochs, title);
  return {
    epochEnd: (report) => {
      live.epoch(report);
      return undefined;
    },
    trainEnd: () => {
      live.end();
      return undefined;
    },
  };
}
