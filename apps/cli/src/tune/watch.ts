import type { Callback } from '@nn/net';
import type { Text } from '../telling/text.js';
import { wrap } from '../telling/wrap.js';
import { lossText } from '../terminal/epoch-fields.js';
import { AMONG_OTHERS } from '../terminal/epoch-line.js';
import { type Io, say } from '../terminal/io.js';
import { liveEpochs } from '../terminal/live-epochs.js';
import { log } from '../terminal/log.js';
import { logEpoch } from '../terminal/progress.js';
import { count } from '../terminal/words.js';
import type { TrialResult } from './result.js';
import type { Rung } from './rungs.js';
import type { Watcher } from './search.js';
import { settingsText } from './tell-results.js';

const titleOf = (trial: number): Text => ({ en: `trial ${trial}`, zh: `试验 ${trial}` });

/** The epochs of one trial: a live line that leaves nothing, or events; a log for people has a line for each trial only. */
function watchTrial(io: Io, title: Text, place: string, epochs: number): Callback {
  if (io.logFormat === 'jsonl') {
    return {
      epochEnd: (report) => {
        logEpoch(io, title, epochs, report);
        return undefined;
      },
    };
  }
  if (io.quiet || !io.live) return {};
  const live = liveEpochs(io, epochs, { en: `${place} ${title.en}`, zh: `${place} ${title.zh}` }, AMONG_OTHERS);
  return {
    epochEnd: (report) => {
      live.epoch(report);
      return undefined;
    },
    trainEnd: () => {
      live.clear();
      return undefined;
    },
  };
}

/** What a trial came to, in a line. */
function resultText({ trial, trained, best, lost, settings }: TrialResult, place: string): Text {
  const accuracy = best?.validationAccuracy?.toFixed(3);
  const en = best
    ? `validation ${lossText(best.validationLoss)}${accuracy ? `  accuracy ${accuracy}` : ''}`
    : `lost: ${lost}`;
  const zh = best
    ? `验证损失 ${lossText(best.validationLoss)}${accuracy ? `  准确率 ${accuracy}` : ''}`
    : `发散：${lost}`;
  return {
    en: `${place}  trial ${trial}  ${count(trained, 'epoch')}  ${en}  ${settingsText(settings)}`,
    zh: `${place}  试验 ${trial}  ${trained} 轮  ${zh}  ${settingsText(settings)}`,
  };
}

/** Shows a search as it goes. */
export function watcher(io: Io, rungs: number): Watcher {
  const of = (place: number, { trials }: Rung) => `${String(place).padStart(String(trials).length)}/${trials}`;
  return {
    rung: (index, { trials, epochs }) => {
      if (rungs === 1) return;
      say(io, {
        en: `round ${index + 1} of ${rungs}: ${count(trials, 'trial')}, ${index > 0 ? 'up to ' : ''}${count(epochs, 'epoch')} each`,
        zh: `第 ${index + 1}/${rungs} 轮筛选：${trials} 次试验，每次${index > 0 ? '增加到' : ''} ${epochs} 轮训练`,
      });
    },
    trial: (trial, place, rung) => watchTrial(io, titleOf(trial), of(place, rung), rung.epochs),
    result: (result, place, rung) => {
      log(io, { event: 'trial', ...result });
      if (io.logFormat === 'jsonl') return;
      const text = io.tell(resultText(result, of(place, rung)));
      // On a terminal each trial has one line; all of it is in the table, the journal and --json.
      say(io, io.live ? wrap(text, io.columns - 1)[0] : text, result.best ? 'plain' : 'warning');
    },
  };
}
