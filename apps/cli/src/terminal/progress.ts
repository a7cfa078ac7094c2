import type { Callback, EpochReport } from '@nn/net';
import { type Io, say } from './io.js';

/** A report as one line of at most `most` characters: the speed is left out first, then the end is cut off. */
function reportLine(
  title: string,
  { epoch, loss, validationLoss, validationAccuracy, samplesPerSecond }: EpochReport,
  epochs: number,
  most: number,
): string {
  const parts = [
    title,
    `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`,
    `loss ${loss.toFixed(4)}`,
    validationLoss !== undefined && `validation ${validationLoss.toFixed(4)}`,
    validationAccuracy !== undefined && `accuracy ${validationAccuracy.toFixed(3)}`,
  ];
  const line = parts.filter(Boolean).join('  ');
  const whole = `${line}  ${Math.round(samplesPerSecond).toLocaleString('en')} samples/s`;
  return whole.length <= most ? whole : line.slice(0, most);
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
  // A line that fills the last column, or goes on below, would leave a part of itself behind when it is drawn anew.
  const line = (report: EpochReport) =>
    reportLine(title, report, epochs, io.live ? io.columns - 1 : Number.POSITIVE_INFINITY);
  return {
    epochEnd: (report) => {
      last = report;
      if (io.live && performance.now() - drawn > FRAME) {
        drawn = performance.now();
        io.err(`${clear}${line(report)}`);
      } else if (
        !io.live &&
        (report.epoch === 1 || report.epoch % every === 0 || performance.now() - drawn > SILENCE)
      ) {
        drawn = performance.now();
        said = report.epoch;
        say(io, line(report));
      }
      return undefined;
    },
    trainEnd: () => {
      if (!last) return;
      if (io.live) io.err(clear);
      if (io.live || last.epoch !== said) say(io, line(last));
    },
  };
}
