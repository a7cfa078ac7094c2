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

/** The speed, and the time that is left, follow from the last so many epochs: those of small tables last very differently. */
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

/** Samples of all these epochs in their time. */
function speedOf(reports: readonly EpochReport[]): number {
  const sum = (of: (report: EpochReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  return sum(({ samplesPerSecond, seconds }) => samplesPerSecond * seconds) / sum(({ seconds }) => seconds);
}

/** Draws a training, epoch by epoch; `givenUp` is what a narrow terminal does not show. */
export function liveEpochs(io: Io, epochs: number, title: Text, givenUp: GivenUp = ALONE): LiveEpochs {
  const line = liveLine(io);
  const times = [performance.now()];
  const [training, validation]: [number[], number[]] = [[], []];
  const recent: EpochReport[] = [];
  let drawn = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setInterval> | undefined;

  const standing = (report: EpochReport, time: string): Standing => ({
    title: io.tell(title),
    report: { ...report, samplesPerSecond: speedOf(recent) },
    epochs,
    training,
    validation,
    time,
  });
  const draw = (report: EpochReport) => {
    const time = timeLeft(io, report, epochs, times);
    line.draw(epochLine(standing(report, time), io, io.columns - 1, givenUp));
    drawn = performance.now();
  };
  const clear = () => {
    clearInterval(timer);
    line.clear();
  };
  return {
    epoch: (report) => {
      recent.push(report);
      if (recent.length > RECENT) recent.shift();
      training.push(report.loss);
      if (report.validationLoss !== undefined) validation.push(report.validationLoss);
      times.push(performance.now());
      timer ??= setInterval(() => draw(recent.at(-1)!), TICK).unref();
      if (performance.now() - drawn > FRAME) draw(report);
    },
    clear,
    end: () => {
      clear();
      const last = recent.at(-1);
      if (!last) return;
      const took = duration((performance.now() - times[0]!) / 1000);
      const time = io.tell({ en: `in ${took}`, zh: `用时 ${took}` });
      io.err(`${epochLine(standing(last, time), io, io.columns - 1, AMONG_OTHERS).trimEnd()}\n`);
    },
  };
}
