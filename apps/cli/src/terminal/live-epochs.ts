import type { EpochReport } from '@nn/net';
import type { Text } from '../telling/text.js';
import { duration } from './duration.js';
import type { Standing } from './epoch-fields.js';
import { ALONE, AMONG_OTHERS, epochLine, type GivenUp } from './epoch-line.js';
import type { Io } from './io.js';
import { liveLine } from './live-line.js';

/** How often the line is drawn anew at most, and, since the time that is left runs on, at least; in milliseconds. */
const FRAME = 80;
const TICK = 1000;

/** The time that is left follows from the last so many epochs. */
const RECENT = 20;

/** A training as a line that is drawn anew while it goes. */
export interface LiveEpochs {
  epoch(report: EpochReport): void;
  /** Clears the line. */
  clear(): void;
  /** Clears the line, and leaves one that stays. */
  end(): void;
}

/** How much time is left: at most, where the training may stop early. */
function timeLeft(io: Io, report: EpochReport, epochs: number, times: readonly number[]): string {
  const recent = times.slice(-RECENT - 1);
  const each = (recent.at(-1)! - recent[0]!) / (recent.length - 1);
  const seconds = (each * (epochs - report.epoch) - (performance.now() - recent.at(-1)!)) / 1000;
  const time = duration(seconds);
  return report.validationLoss === undefined
    ? io.tell({ en: `${time} left`, zh: `还需 ${time}` })
    : io.tell({ en: `at most ${time}`, zh: `最多还需 ${time}` });
}

/** Draws a training, epoch by epoch; `givenUp` is what a narrow terminal does not show. */
export function liveEpochs(io: Io, epochs: number, title: Text, givenUp: GivenUp = ALONE): LiveEpochs {
  const line = liveLine(io);
  const times = [performance.now()];
  const [training, validation]: [number[], number[]] = [[], []];
  let last: EpochReport | undefined;
  let drawn = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setInterval> | undefined;

  const standing = (report: EpochReport, time: string): Standing => ({
    title: io.tell(title),
    report,
    epochs,
    training,
    validation,
    time,
  });
  // A line that fills the last column, or goes on below, would leave a part of itself behind when it is drawn anew.
  const most = () => io.columns - 1;
  const draw = (report: EpochReport) => {
    const { text, width } = epochLine(standing(report, timeLeft(io, report, epochs, times)), io, most(), givenUp);
    line.draw(text, width);
    drawn = performance.now();
  };
  const clear = () => {
    clearInterval(timer);
    line.clear();
  };
  return {
    epoch: (report) => {
      last = report;
      training.push(report.loss);
      if (report.validationLoss !== undefined) validation.push(report.validationLoss);
      times.push(performance.now());
      timer ??= setInterval(() => draw(last!), TICK).unref();
      if (performance.now() - drawn > FRAME) draw(report);
    },
    clear,
    end: () => {
      clear();
      if (!last) return;
      const took = duration((performance.now() - times[0]!) / 1000);
      const time = io.tell({ en: `in ${took}`, zh: `用时 ${took}` });
      io.err(`${epochLine(standing(last, time), io, most(), AMONG_OTHERS).text.trimEnd()}\n`);
    },
  };
}
