import type { Diagnosis } from '../diagnosis.js';
import { brief } from '../words.js';
import { type Course, larger, lastQuarter, mean } from './course.js';

/** Of few rows held back the loss goes up and down by tenths; this is more. */
const RISEN = 0.25;
/** Of next to nothing every rise is a large part: it is to be one of the first loss, too. */
const MATTERS = 0.05;
/** And what is learnt from went on falling meanwhile. */
const FALLEN = 0.1;

/**
 * A validation loss that rises while the training loss falls: what is learnt holds for the rows learnt from only. Where the best weights are put
 * back it costs time and no quality, so it is a hint.
 */
export function overfitting({ losses, validationLosses, restoresBest }: Course): Diagnosis[] {
  if (validationLosses.length < 4) return [];
  const best = validationLosses.reduce((at, v, k) => (v < validationLosses[at]! ? k : at), 0);
  const [lowest, end] = [validationLosses[best]!, mean(lastQuarter(validationLosses))];
  const [then, now] = [losses[best]!, mean(lastQuarter(losses))];
  if (end - lowest < MATTERS * Math.abs(losses[0]!)) return [];
  if (!(end > larger(lowest, RISEN) && now < larger(then, -FALLEN))) return [];
  return [
    {
      code: 'overfitting',
      severity: restoresBest ? 'hint' : 'warning',
      says: {
        en: `since epoch ${best + 1} the validation loss rose from ${brief(lowest)} to ${brief(end)} while the training loss fell from ${brief(then)} to ${brief(now)}${restoresBest ? '; the weights of that epoch are taken' : ''}`,
        zh: `从第 ${best + 1} 轮起，验证损失从 ${brief(lowest)} 升到 ${brief(end)}，而训练损失从 ${brief(then)} 降到 ${brief(now)}${restoresBest ? '；取的是那一轮的权重' : ''}`,
      },
      advice: restoresBest
        ? {
            en: 'more rows help most; else a smaller network (--hidden 16) or more --weight-decay',
            zh: '最有用的是更多的行；否则用更小的网络（--hidden 16），或更大的 --weight-decay',
          }
        : {
            en: 'callbacks: [earlyStopping()] of @nn/net puts the best weights back; more rows, fewer units, dropout() or adamW({ weightDecay: 0.01 }) help',
            zh: '@nn/net 的 callbacks: [earlyStopping()] 会放回最好的权重；更多的行、更少的单元、dropout() 或 adamW({ weightDecay: 0.01 }) 也有用',
          },
    },
  ];
}
