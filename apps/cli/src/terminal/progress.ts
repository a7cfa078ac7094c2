import type { Callback, EpochReport } from '@nn/net';
import { type Io, say } from './io.js';

/** A report as one line. */
function reportLine(
  { epoch, loss, validationLoss, validationAccuracy, samplesPerSecond }: EpochReport,
  epochs: number,
): string {
  const parts = [
    `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`,
    `loss ${loss.toFixed(4)}`,
    validationLoss !== undefined && `validation ${validationLoss.toFixed(4)}`,
    validationAccuracy !== undefined && `accuracy ${validationAccuracy.toFixed(3)}`,
    `${Math.round(samplesPerSecond).toLocaleString('en')} samples/s`,
  ];
  return parts.filter(Boolean).join('  ');
}

/** How often the live line is drawn anew, and how long it may be silent where there is none, in milliseconds. */
const FRAME = 80;
const SILENCE = 10_000;

/** Shows the training as it goes: one live line on a terminal; elsewhere a plain line now and then. */
export function progress(io: Io, epochs: number, title: string): Callback {
  const every = Math.max(1, Math.ceil(epochs / 20));
  let drawn = 0;
  let last: EpochReport | undefined;
  let said = 0;
  const clear = '\r\u001b[K';
  return {
    epochEnd: (report) => {
      last = report;
      if (io.live && performance.now() - drawn > FRAME) {
        drawn = performance.now();
        io.err(`${clear}${title}  ${reportLine(report, epochs)}`);
      } else if (
        !io.live &&
        (report.epoch === 1 || report.epoch % every === 0 || performance.now() - drawn > SILENCE)
      ) {
        drawn = performance.now();
        said = report.epoch;
        say(io, `${title}  ${reportLine(report, epochs)}`);
      }
      return undefined;
    },
    trainEnd: () => {
      if (!last) return;
      if (io.live) io.err(clear);
      if (io.live || last.epoch !== said) say(io, `${title}  ${reportLine(last, epochs)}`);
    },
  };
}
