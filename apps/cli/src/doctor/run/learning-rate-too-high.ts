import type { Text } from '../../telling/text.js';
import type { Diagnosis } from '../diagnosis.js';
import { brief, percent } from '../words.js';
import { type Course, larger, lastQuarter, mean } from './course.js';

/** The first epoch may begin badly; its mean is not by so many times larger than what was there before it where steps go down. */
const LEAP = 2;
/** What is learnt from cannot become worse by learning, but for the batches' noise. */
const WORSE = 0.05;
/** A loss that jumps up by more than this, in parts of the first, each second or third epoch, jumps over what it looks for. */
const [JUMP, HOW_OFTEN] = [0.05, 0.25];
/** In fewer epochs a loss need not fall yet, and nothing jumps often. */
const [FEWEST_TO_FALL, FEWEST_TO_SETTLE] = [4, 8];

/** Steps so large that the loss leaps, rises or jumps about. Goodfellow et al.: Deep Learning (2016), figure 11.1. */
export function learningRateTooHigh(course: Course): Diagnosis[] {
  const says = leaps(course) ?? isWorse(course) ?? jumps(course);
  if (!says) return [];
  const smaller = brief(course.learningRate / 10);
  return [
    {
      code: 'learning-rate-too-high',
      severity: 'warning',
      says,
      advice: {
        en: `--learning-rate ${smaller}, in code learningRate: ${smaller}; findLearningRate(model, x, t, { loss, optimizer }) of @nn/net suggests one`,
        zh: `用 --learning-rate ${smaller}，代码里是 learningRate: ${smaller}；@nn/net 的 findLearningRate(model, x, t, { loss, optimizer }) 会给出建议`,
      },
    },
  ];
}

function leaps({ initial, losses, learningRate }: Course): Text | undefined {
  const first = losses[0];
  if (first === undefined || !(first > larger(initial, LEAP))) return undefined;
  return {
    en: `at a learning rate of ${brief(learningRate)} the loss leapt from ${brief(initial)} to ${brief(first)} in the first epoch`,
    zh: `学习率为 ${brief(learningRate)} 时，损失在第一轮就从 ${brief(initial)} 跳到 ${brief(first)}`,
  };
}

function isWorse({ initial, losses, learningRate }: Course): Text | undefined {
  const end = mean(lastQuarter(losses));
  if (losses.length < FEWEST_TO_FALL) return undefined;
  if (!(end > larger(initial, WORSE))) return undefined;
  return {
    en: `at a learning rate of ${brief(learningRate)} the loss rose from ${brief(initial)} before training to ${brief(end)} after ${losses.length} epochs`,
    zh: `学习率为 ${brief(learningRate)} 时，损失从训练前的 ${brief(initial)} 升到 ${losses.length} 轮之后的 ${brief(end)}`,
  };
}

function jumps({ initial, losses, learningRate }: Course): Text | undefined {
  if (losses.length < FEWEST_TO_SETTLE) return undefined;
  const later = losses.slice(Math.floor(losses.length / 4));
  const jumped = later.filter((v, k) => k > 0 && v - later[k - 1]! > JUMP * Math.abs(initial)).length;
  if (jumped < HOW_OFTEN * (later.length - 1)) return undefined;
  return {
    en: `at a learning rate of ${brief(learningRate)} the loss does not settle: it jumped up by more than ${percent(JUMP)} of what it was before training in ${jumped} of the last ${later.length - 1} epochs`,
    zh: `学习率为 ${brief(learningRate)} 时，损失静不下来：最后 ${later.length - 1} 轮里有 ${jumped} 轮上跳，幅度超过训练前损失的 ${percent(JUMP)}`,
  };
}
